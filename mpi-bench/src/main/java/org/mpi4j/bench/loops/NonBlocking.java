package org.mpi4j.bench.loops;

import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Op;
import org.mpi4j.Request;

/** Collective operations that are started, computed beside, and waited for. Confined to the thread that runs it. */
public final class NonBlocking {
    private final Comm comm;
    private final Test test;
    private final Buf one;
    private final Buf all;
    private final Buf others;
    private final Buf vector;
    private final Buf sum;
    private final Computation computation = new Computation();

    /**
     * Makes the buffers.
     *
     * @param comm whose ranks take part
     * @param test a collective one
     * @param buffers makes the buffers
     * @param bytes the size
     */
    public NonBlocking(Comm comm, Test test, Buffers buffers, long bytes) {
        boolean isVector = test == Test.REDUCE || test == Test.ALLREDUCE;
        this.comm = comm;
        this.test = test;
        this.one = buffers.bytes(bytes);
        this.all = buffers.bytes(bytes * comm.size());
        this.others = buffers.bytes(test == Test.ALLTOALL ? bytes * comm.size() : 0);
        this.vector = buffers.doubles(isVector ? bytes / Double.BYTES : 0);
        this.sum = buffers.doubles(isVector ? bytes / Double.BYTES : 0);
    }

    /**
     * Runs some iterations.
     *
     * @param iterations how many
     * @param computeNanos how long to compute between start and wait, about
     * @return nanoseconds that were computed, and in all
     */
    public Spent run(int iterations, long computeNanos) {
        long rounds = computation.roundsFor(computeNanos);
        long computed = 0;
        long start = System.nanoTime();
        for (int i = 0; i < iterations; i++) {
            Request request = begin(i % comm.size());
            if (rounds > 0) {
                long from = System.nanoTime();
                computation.run(rounds);
                computed += System.nanoTime() - from;
            }
            request.await();
        }
        return new Spent(computed, System.nanoTime() - start);
    }

    /**
     * What some iterations took.
     *
     * @param computeNanos the computation alone
     * @param nanos all
     */
    public record Spent(long computeNanos, long nanos) {}

    private Request begin(int root) {
        return switch (test) {
            case BARRIER -> comm.ibarrier();
            case BCAST -> comm.ibcast(one, root);
            case REDUCE -> comm.ireduce(vector, sum, Op.SUM, root);
            case ALLREDUCE -> comm.iallreduce(vector, sum, Op.SUM);
            case ALLGATHER -> comm.iallgather(one, all);
            case ALLTOALL -> comm.ialltoall(others, all);
            case SCATTER -> comm.iscatter(all, one, root);
            case GATHER -> comm.igather(one, all, root);
            case LATENCY, LATENCY_MT, BW, BIBW -> throw new IllegalArgumentException(test + " is not collective");
        };
    }
}
