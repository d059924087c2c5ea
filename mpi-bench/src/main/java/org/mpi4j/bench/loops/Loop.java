package org.mpi4j.bench.loops;

/** One test on one rank, with buffers that were made once. Confined to the thread that runs it. */
@FunctionalInterface
public interface Loop {
    /**
     * Does this rank's part of some iterations, one right after the other.
     *
     * @param iterations how many, the same on each rank
     */
    void run(int iterations);
}
