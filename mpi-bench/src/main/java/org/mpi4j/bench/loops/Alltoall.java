package org.mpi4j.bench.loops;

import org.mpi4j.Buf;
import org.mpi4j.Comm;

/** A block from each rank to each rank. */
final class Alltoall implements Loop {
    private final Comm comm;
    private final Buf send;
    private final Buf recv;

    Alltoall(Comm comm, Memory memory, long bytes) {
        this.comm = comm;
        this.send = memory.bytes(bytes * comm.size());
        this.recv = memory.bytes(bytes * comm.size());
    }

    @Override
    public void run(int iterations) {
        for (int i = 0; i < iterations; i++) {
            comm.alltoall(send, recv);
        }
    }
}
