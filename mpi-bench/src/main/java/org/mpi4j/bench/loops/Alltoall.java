package org.mpi4j.bench.loops;

import org.mpi4j.Buf;
import org.mpi4j.Comm;

/** A block from each rank to each rank. */
final class Alltoall implements Loop {
    private final Comm comm;
    private final SendBuffer send;
    private final Buf recv;

    Alltoall(Comm comm, Buffers buffers, long bytes) {
        this.comm = comm;
        this.send = buffers.sendBytes(bytes * comm.size());
        this.recv = buffers.bytes(bytes * comm.size());
    }

    @Override
    public void run(int iterations) {
        for (int i = 0; i < iterations; i++) {
            comm.alltoall(send.next(i), recv);
        }
    }
}
