package org.mpi4j.dist;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Promises of the kind "within n seconds". Stateless. */
final class Soon {
    /** How much longer a loaded machine may take than was promised. */
    static final int SLACK = 8;

    private Soon() {}

    static Duration seconds(long promised) {
        return Duration.ofSeconds(promised * SLACK);
    }

    /** Waits until {@code reached} says so; fails after {@code limit}. */
    static void await(String what, Duration limit, Callable<Boolean> reached) throws Exception {
        long startNanos = System.nanoTime();
        while (!reached.call()) {
            if (System.nanoTime() - startNanos > limit.toNanos()) {
                throw new AssertionError(what + ": not within " + limit);
            }
            Thread.sleep(100);
        }
    }
}
