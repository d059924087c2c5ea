package org.mpi4j.dist.program;

import java.nio.file.Files;
import java.nio.file.Path;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;

/**
 * Ranks that wait for each other. {@code cycle}: ranks 0 and 1 each for a message of the other, the rest in a barrier. {@code until FILE}: all in a
 * barrier but rank 1, which computes until there is that file.
 */
public final class Hangs {
    private Hangs() {}

    /** Starts a rank. */
    public static void main(String[] args) throws Exception {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            world.barrier();
            System.out.println("up");
            if (args[0].equals("cycle") && world.rank() < 2) {
                world.recv(Buf.of(new int[1]), 1 - world.rank(), 3);
            } else if (args[0].equals("until") && world.rank() == 1) {
                awaitFile(Path.of(args[1]));
            }
            world.barrier();
        }
    }

    private static void awaitFile(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            Thread.sleep(50);
        }
    }
}
