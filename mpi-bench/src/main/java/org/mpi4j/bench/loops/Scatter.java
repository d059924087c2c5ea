package org.mpi4j.bench.loops;

import org.mpi4j.Buf;
import org.mpi4j.Comm;

/** A block to each rank. The root is another rank each time, so that no rank runs ahead of the others. */
final class Scatter implements Loop {
    private final Comm comm;
    private final SendBuffer send;
    private final Buf recv;

    Scatter(Comm comm, Buffers buffers, long bytes) {
        this.comm = comm;
        this.send = buffers.sendBytes(bytes * comm.size());
        this.recv = buffers.bytes(bytes);
    }

    @Override
    public void run(int iterations) {
        int size = comm.size();
        for (int i = 0; i < iterations; i++) {
            int root = i % size;
            comm.scatter(root == comm.rank() ? send.next(i) : send.buf(), recv, root);
        }
    }
}
