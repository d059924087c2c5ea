package org.mpi4j.launcher;

/** The command line asks for what cannot be done; the message is one line for the user. */
final class UsageException extends Exception {
    /** Exit codes of shells: a command that is not there, one that cannot be run, a wrong command line. */
    static final int NOT_FOUND = 127;
    static final int NOT_EXECUTABLE = 126;
    static final int BAD_USAGE = 2;

    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final boolean helped;

    UsageException(int exitCode, String message) {
        this(exitCode, message, exitCode == BAD_USAGE);
    }

    private UsageException(int exitCode, String message, boolean helped) {
        super(message);
        this.exitCode = exitCode;
        this.helped = helped;
    }

    /** The program's source is wrong, of which the help says nothing. */
    static UsageException ofSource(String message) {
        return new UsageException(BAD_USAGE, message, false);
    }

    /** Whether the help says how it is right. */
    boolean isHelped() {
        return helped;
    }

    int exitCode() {
        return exitCode;
    }
}
