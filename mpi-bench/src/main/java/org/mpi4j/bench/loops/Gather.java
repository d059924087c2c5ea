package org.mpi4j.bench.loops;

import org.mpi4j.Buf;
import org.mpi4j.Comm;

/** A block from each rank. The root is another rank each time, so that no rank runs ahead of the others. */
final class Gather implements Loop {
    private final Comm comm;
    private final SendBuffer send;
    private final Buf recv;

    Gather(Comm comm, Buffers buffers, long bytes) {
        this.comm = comm;
        this.send = buffers.sendBytes(bytes);
        this.recv = buffers.bytes(bytes * comm.size());
    }

    @Override
    public void run(int iterations) {
        int size = comm.size();
        for (int i = 0; i < iterations; i++) {
            comm.gather(send.next(i), recv, i % size);
        }
    }
}
