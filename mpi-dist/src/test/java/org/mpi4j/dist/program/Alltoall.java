package org.mpi4j.dist.program;

import java.time.Duration;
import java.util.List;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;
import org.mpi4j.Op;

/** Each rank sends each other a number of their own; rank 0 says {@code 200 ranks right} if all have got what they should, and how many milliseconds it took from the start. */
public final class Alltoall {
    private Alltoall() {}

    /** Starts a rank, which stays if it is told {@code stay}. */
    public static void main(String[] args) throws InterruptedException {
        long startNanos = System.nanoTime();
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            int rank = world.rank();
            int size = world.size();
            int[] sent = new int[size];
            int[] got = new int[size];
            for (int peer = 0; peer < size; peer++) {
                sent[peer] = size * rank + peer;
            }
            world.alltoall(Buf.of(sent), Buf.of(got));
            int right = 0;
            for (int peer = 0; peer < size; peer++) {
                right += got[peer] == size * peer + rank ? 1 : 0;
            }
            int allRight = world.allreduce(right == size ? 1 : 0, Op.SUM);
            if (rank == 0) {
                System.out.println(allRight + " ranks right, millis=" + (System.nanoTime() - startNanos) / 1_000_000);
            }
            if (List.of(args).contains("stay")) {
                Thread.sleep(Duration.ofMinutes(5));
            }
        }
    }
}
