package org.mpi4j.dist.program;

import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;
import org.mpi4j.Op;

/** Each rank passes its number on to the right and adds all up: {@code 3/5 node2 got 2 sum 10}. */
public final class Ring {
    private Ring() {}

    /** Starts a rank. */
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            int rank = world.rank();
            int size = world.size();
            int[] got = new int[1];
            world.sendrecv(Buf.of(new int[] {rank}), (rank + 1) % size, 3, Buf.of(got), (rank + size - 1) % size, 3);
            int sum = world.allreduce(rank, Op.SUM);
            System.out.println(rank + "/" + size + " " + mpi.processorName() + " got " + got[0] + " sum " + sum);
        }
    }
}
