package org.mpi4j.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a rank comes to lead a process group of its own, so that a signal reaches it and all its descendants, and Ctrl-C does not. Stateless.
 *
 * <p>Not by a session of its own where that can be helped: Linux can give each session the same share of a core (autogroup), and then a rank that yields gives
 * way to nobody but the threads of its own session. Ranks that share cores pass a message in less than half of the time if they share a session too.
 */
final class ProcessGroup {
    private static final Path PERL = Path.of("/usr/bin/perl");
    private static final String QUIET = "PERL_BADLANG";
    private static final String SCRIPT = "setpgrp(0, 0); delete $ENV{" + QUIET + "}; exec {$ARGV[0]} @ARGV; print STDERR \"$ARGV[0]: $!\\n\"; exit 127";

    private ProcessGroup() {}

    /** Starts the command as the leader of a process group, with the variables that its builder has. */
    static Process start(ProcessBuilder builder) throws IOException {
        List<String> command = List.copyOf(builder.command());
        if (Files.isExecutable(PERL) && !meansPerl(builder.environment())) {
            List<String> wrapped = new ArrayList<>(List.of(PERL.toString(), "-f", "-e", SCRIPT, "--"));
            wrapped.addAll(command);
            builder.command(wrapped);
            builder.environment().put(QUIET, "0"); // it would complain of a locale that this host does not have
        } else {
            builder.command(Guard.inOwnSession(command));
        }
        return builder.start();
    }

    /** What a user tells perl by variables is not for this one. */
    private static boolean meansPerl(Map<String, String> environment) {
        return environment.containsKey(QUIET) || environment.containsKey("PERL5OPT");
    }
}
