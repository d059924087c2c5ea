package org.mpi4j.bench.loops;

import org.mpi4j.Comm;

/** A barrier. There is no buffer. */
final class Barrier implements Loop {
    private final Comm comm;

    Barrier(Comm comm) {
        this.comm = comm;
    }

    @Override
    public void run(int iterations) {
        for (int i = 0; i < iterations; i++) {
            comm.barrier();
        }
    }
}
