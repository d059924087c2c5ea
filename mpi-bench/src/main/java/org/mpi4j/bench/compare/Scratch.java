package org.mpi4j.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder for compiled programs. It is gone when this is closed, and when this JVM ends. Confined to one thread, but for the end. */
final class Scratch implements AutoCloseable {
    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    static Scratch make() throws IOException {
        Scratch scratch = new Scratch(Files.createTempDirectory("mpi-bench-compare"));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(scratch::close));
        return scratch;
    }

    Path folder() {
        return folder;
    }

    /** What cannot be deleted stays: it is the folder of temporary files, and no reason to fail. */
    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            System.getLogger(Scratch.class.getName()).log(System.Logger.Level.DEBUG, "left behind: folder=" + folder, e);
        }
    }
}
