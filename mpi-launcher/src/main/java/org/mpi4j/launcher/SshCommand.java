package org.mpi4j.launcher;

import java.util.ArrayList;
import java.util.List;

/**
 * How an {@link Agent} on another host is started: by OpenSSH's own client, with all that the user's ssh configuration says, or another
 * command that takes a host and what to run there. Immutable.
 *
 * @param command the value of {@code --ssh}; empty: ssh
 */
record SshCommand(String command, Installation installation) {
    private static final List<String> SSH = List.of("ssh", "-x", "-T", "-o", "BatchMode=yes", "-o", "ConnectTimeout=10", "-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=3");

    /** The command line that runs an agent there. */
    List<String> line(String host) {
        return line(host, jrun(Agent.WORD));
    }

    /** What runs jrun there, as it is installed here. */
    String jrun(String word) {
        return "exec env MPI4J_AGENT=yes JAVA_HOME=" + SrunCommand.quoted(installation.javaHome().toString()) + " "
                + SrunCommand.quoted(installation.bin().resolve("jrun").toString()) + " " + word;
    }

    /** The command line that runs something there. */
    List<String> line(String host, String what) {
        List<String> line = new ArrayList<>();
        if (command.isEmpty()) {
            line.addAll(SSH);
        } else {
            List<String> words = List.of(command.strip().split("\\s+", -1));
            line.add(words.getFirst());
            if (words.getFirst().endsWith("ssh")) {
                line.addAll(SSH.subList(1, SSH.size()));
            }
            line.addAll(words.subList(1, words.size()));
        }
        line.add(host);
        line.add(what);
        return line;
    }
}
