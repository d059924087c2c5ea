package org.mpi4j.bench.loops;

import org.mpi4j.Buf;
import org.mpi4j.Comm;

/** A block to each rank. The root is another rank each time, so that no rank runs ahead of the others. */
final class Scatter implements Loop {
    private final Comm comm;
    private final Buf send;
    private final Buf recv;

    Scatter(Comm comm, Memory memory, long bytes) {
        this.comm = comm;
        this.send = memory.bytes(bytes * comm.size());
        this.recv = memory.bytes(bytes);
    }

    @Override
    public void run(int iterations) {
        int size = comm.size();
        for (int i = 0; i < iterations; i++) {
            comm.scatter(send, recv, i % size);
        }
    }
}
