package org.mpi4j.dist;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The virtual hosts that have an sshd each. Stateless. */
final class Hosts {
    private Hosts() {}

    /** What leads to them. */
    static String ssh() {
        return "ssh -F " + Path.of(System.getenv("SLURM_CONF")).resolveSibling("ssh/config");
    }

    static Command jrun(String... arguments) {
        return Command.jrun(Stream.concat(Stream.of("--ssh", ssh()), List.of(arguments).stream()).toArray(String[]::new));
    }
}
