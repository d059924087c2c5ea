package org.mpi4j.dist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where Debian keeps the shell function {@code module}: Environment Modules, or Lmod. Stateless. */
final class Modules {
    static final Path INIT = Stream.of("/usr/share/modules/init/sh", "/usr/share/lmod/lmod/init/sh")
            .map(Path::of)
            .filter(Files::exists)
            .findFirst()
            .orElse(Path.of("/usr/share/modules/init/sh"));

    private Modules() {}

    /** A shell in which {@code module} works, and nothing of the caller's environment. */
    static Command shell(String script) {
        return Command.of("sh", "-c", ". " + INIT + "\n" + script);
    }
}
