package org.mpi4j.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds processes by what their command lines hold. Stateless. */
final class Survivors {
    private Survivors() {}

    /** Waits until no process's command line holds {@code text}; past the limit, fails and names those that live. */
    static void awaitNone(String text, Duration limit) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        List<String> found = of(text);
        while (!found.isEmpty()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new AssertionError("alive after " + limit + ": " + found);
            }
            Thread.sleep(10);
            found = of(text);
        }
    }

    static List<String> of(String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                String line = commandLine(process);
                if (line.contains(text)) {
                    found.add(process.getFileName() + " " + line);
                }
            }
        }
        return found;
    }

    private static String commandLine(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException _) {
            return ""; // it has ended meanwhile
        }
    }
}
