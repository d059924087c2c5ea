package org.mpi4j.launcher;

/** The command line asks for what cannot be done; the message is one line for the user. */
final class UsageException extends Exception {
    /** Exit codes of shells: a command that is not there, one that cannot be run, a wrong command line. */
    static final int NOT_FOUND = 127;
    static final int NOT_EXECUTABLE = 126;
    static final int BAD_USAGE = 2;

    private static final long serialVersionUID = 1;

    private final int exitCode;

    UsageException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
