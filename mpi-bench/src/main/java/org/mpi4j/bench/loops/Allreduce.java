package org.mpi4j.bench.loops;

import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Op;

/** A sum of vectors of doubles, at all ranks. */
final class Allreduce implements Loop {
    private final Comm comm;
    private final SendBuffer send;
    private final Buf recv;

    Allreduce(Comm comm, Buffers buffers, long bytes) {
        this.comm = comm;
        this.send = buffers.sendDoubles(bytes / Double.BYTES);
        this.recv = buffers.doubles(bytes / Double.BYTES);
    }

    @Override
    public void run(int iterations) {
        for (int i = 0; i < iterations; i++) {
            comm.allreduce(send.next(i), recv, Op.SUM);
        }
    }
}
