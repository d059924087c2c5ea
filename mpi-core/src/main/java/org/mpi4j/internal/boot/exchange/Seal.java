package org.mpi4j.internal.boot.exchange;

import java.io.IOException;

/** Makes the job's secret known to the job's ranks, and to nobody else, where no launcher has told them. */
@FunctionalInterface
public interface Seal {
    /** Nothing: the ranks know the secret. */
    Seal NONE = _ -> new byte[0];

    /** What every connection is given with its challenge, at most {@value #MAX_BYTES} bytes, strangers' too. Called once, before the first. */
    byte[] sealed(int port) throws IOException;

    /** How long it may be. */
    int MAX_BYTES = 3 << 10;
}
