package org.mpi4j.internal.boot.exchange;

import java.io.IOException;

/** An exchange's server does not take us. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;
    private final boolean isFinal;

    RefusedException(String reason, boolean isFinal) {
        super("refused: " + reason);
        this.isFinal = isFinal;
    }

    /** Whether it serves our own job, so that looking for another server is of no use. */
    boolean isFinal() {
        return isFinal;
    }
}
