package org.mpi4j.bench.loops;

import org.mpi4j.Comm;
import org.mpi4j.Mpi;

/** The smallest program: what a job costs to start and to end. */
public final class Hello {
    private Hello() {}

    /**
     * Says hello, without waiting for other ranks.
     *
     * @param args for MPI
     */
    public static void main(String[] args) {
        try (Mpi mpi = Mpi.init(args)) {
            Comm world = mpi.world();
            System.out.println("Hello, World! I am process " + world.rank() + " of " + world.size() + " on " + mpi.processorName() + ".");
        }
    }
}
