package org.mpi4j.bench.loops;

import org.mpi4j.Buf;
import org.mpi4j.Comm;

/** A broadcast. The root is another rank each time, so that no rank runs ahead of the others. */
final class Bcast implements Loop {
    private final Comm comm;
    private final Buf message;

    Bcast(Comm comm, Memory memory, long bytes) {
        this.comm = comm;
        this.message = memory.bytes(bytes);
    }

    @Override
    public void run(int iterations) {
        int size = comm.size();
        for (int i = 0; i < iterations; i++) {
            comm.bcast(message, i % size);
        }
    }
}
