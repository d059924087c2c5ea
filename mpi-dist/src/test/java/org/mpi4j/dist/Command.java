package org.mpi4j.dist;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mpi4j.dist.Started.Result;

/** A command to run, with its environment, folder and input. Immutable. */
record Command(List<String> line, Map<String, String> environment, Path directory, @Nullable String input, Duration limit) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path HOME = Path.of(System.getProperty("mpi4j.home")).toAbsolutePath().normalize();

    /** The unpacked distribution. */
    static Path home() {
        return HOME;
    }

    /** With an environment of PATH and nothing else. */
    static Command of(String... line) {
        return new Command(List.of(line), Map.of("PATH", "/usr/local/bin:/usr/bin:/bin"), Path.of("").toAbsolutePath(), null, LIMIT);
    }

    static Command jrun(String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(HOME.resolve("bin/jrun").toString());
        line.addAll(List.of(arguments));
        return of(line.toArray(String[]::new));
    }

    Command with(String variable, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(variable, value);
        return new Command(line, changed, directory, input, limit);
    }

    Command withEmptyEnvironment() {
        return new Command(line, Map.of(), directory, input, limit);
    }

    Command in(Path folder) {
        return new Command(line, environment, folder, input, limit);
    }

    Command within(Duration longest) {
        return new Command(line, environment, directory, input, longest);
    }

    Command reading(String text) {
        return new Command(line, environment, directory, text, limit);
    }

    Started start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        if (input == null) {
            builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        }
        Process process = builder.start();
        if (input != null) {
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
        }
        return new Started(process, limit);
    }

    Result run() throws IOException, InterruptedException {
        try (Started started = start()) {
            return started.await();
        }
    }
}
