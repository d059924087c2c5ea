package org.mpi4j.bench.loops;

import org.mpi4j.Comm;

/** A broadcast. The root is another rank each time, so that no rank runs ahead of the others. */
final class Bcast implements Loop {
    private final Comm comm;
    private final SendBuffer message;

    Bcast(Comm comm, Buffers buffers, long bytes) {
        this.comm = comm;
        this.message = buffers.sendBytes(bytes);
    }

    @Override
    public void run(int iterations) {
        int size = comm.size();
        for (int i = 0; i < iterations; i++) {
            int root = i % size;
            comm.bcast(root == comm.rank() ? message.next(i) : message.buf(), root);
        }
    }
}
