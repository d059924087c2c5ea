package org.mpi4j.bench;

/** A mistake on the command line, the same on every rank. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
