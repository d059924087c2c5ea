package org.mpi4j.bench.loops;

import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Op;

/** Runs one test in batches of as many iterations as rank 0 says; a batch took as long as its slowest rank. Immutable. */
public record Measurement(Comm comm, Test test, Buffers buffers, Effort effort) {
    /** The same with another effort. */
    public Measurement with(Effort other) {
        return new Measurement(comm, test, buffers, other);
    }

    /**
     * Measures one size. Collective.
     *
     * @param bytes the size
     * @return microseconds per operation, one mean per batch; empty on other ranks than rank 0
     */
    public double[] of(long bytes) {
        Loop loop = test.loop(comm, buffers, bytes);
        Batches batches = new Batches(effort, test.operations(), System.nanoTime());
        int[] iterations = {0};
        Buf order = Buf.of(iterations);
        double tookNanos = 0;
        while (true) {
            iterations[0] = comm.rank() == 0 ? batches.next(tookNanos, System.nanoTime()) : 0;
            comm.bcast(order, 0);
            if (iterations[0] == 0) {
                return batches.micros();
            }
            comm.barrier();
            long start = System.nanoTime();
            loop.run(iterations[0]);
            tookNanos = comm.allreduce((double) (System.nanoTime() - start), Op.MAX);
        }
    }
}
