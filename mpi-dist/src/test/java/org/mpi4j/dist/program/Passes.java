package org.mpi4j.dist.program;

import java.util.Arrays;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;

/** Ranks pass messages of these sizes in bytes to the right, a few times each, and look at every byte that comes: {@code rank 0 of 2 on node1: all right}. */
public final class Passes {
    private static final int TIMES = 5;

    private Passes() {}

    /** Starts a rank. */
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            boolean right = true;
            for (String bytes : args[0].split(",", -1)) {
                for (int time = 0; time < TIMES; time++) {
                    right &= pass(world, Integer.parseInt(bytes), time);
                }
            }
            System.out.println("rank " + world.rank() + " of " + world.size() + " on " + mpi.processorName() + ": " + (right ? "all right" : "wrong"));
        }
    }

    private static boolean pass(Comm world, int bytes, int time) {
        int left = (world.rank() + world.size() - 1) % world.size();
        byte[] got = new byte[bytes];
        world.sendrecv(Buf.of(content(bytes, world.rank(), time)), (world.rank() + 1) % world.size(), 3, Buf.of(got), left, 3);
        return Arrays.equals(content(bytes, left, time), got);
    }

    private static byte[] content(int bytes, int rank, int time) {
        byte[] content = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            content[i] = (byte) (i * 31 + (i >> 8) + 7 * rank + 13 * time);
        }
        return content;
    }
}
