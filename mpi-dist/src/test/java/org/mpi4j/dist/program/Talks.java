package org.mpi4j.dist.program;

import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;

/** Ranks that send each other large messages without an end. */
public final class Talks {
    private Talks() {}

    /** Starts a rank. */
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            Buf large = Buf.of(new int[100_000]);
            world.barrier();
            System.out.println("up");
            for (int round = 0; round < Integer.MAX_VALUE; round++) {
                world.bcast(large, round % world.size());
            }
        }
    }
}
