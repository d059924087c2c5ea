package org.mpi4j.bench.loops;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Decides, on rank 0, how many iterations the next batch of one size has: during the warm-up as many as would fill a batch's time by
 * what the last one took, then always the same. {@code measure.h} does the same but for the compiler's sake. Confined to one thread.
 */
final class Batches {
    static final int FEWEST_OPERATIONS = 10;
    private static final int WARM_ITERATIONS = 5_000;
    private static final int LONGEST_WARM_UP = 3;
    private static final double FASTEST_GROWTH = 10;
    private static final double MOST_ITERATIONS = 1e9;

    private final Effort effort;
    private final int operations;
    private final int fewest;
    private final long beginNanos;
    private final double[] micros;
    private boolean measuring;
    private long measuringSinceNanos;
    private int iterations;
    private int done;
    private long unmeasured;

    Batches(Effort effort, int operations, long nowNanos) {
        this.effort = effort;
        this.operations = operations;
        this.fewest = Math.max(1, FEWEST_OPERATIONS / operations);
        this.beginNanos = nowNanos;
        this.micros = new double[effort.batches()];
    }

    /**
     * Takes note of the last batch.
     *
     * @param tookNanos how long it took; whatever for the first call
     * @param nowNanos the clock
     * @return iterations of the next; 0 when there is to be none
     */
    int next(double tookNanos, long nowNanos) {
        if (iterations == 0) {
            iterations = fewest;
        } else if (!measuring) {
            unmeasured += iterations;
            double fit = iterations * (effort.batchMillis() * 1e6) / Math.max(1, tookNanos);
            double growth = Math.min(fit, FASTEST_GROWTH * iterations);
            iterations = (int) Math.clamp(growth, fewest, MOST_ITERATIONS);
            measuring = isWarm(nowNanos - beginNanos);
            measuringSinceNanos = nowNanos;
        } else {
            micros[done++] = tookNanos * 1e-3 / ((double) iterations * operations);
            boolean enough = done == micros.length || nowNanos - measuringSinceNanos >= TimeUnit.MILLISECONDS.toNanos(effort.mostMillis());
            return enough ? 0 : iterations;
        }
        return iterations;
    }

    /** On a machine that is busy with other things the time alone does not bring the compiler's attention. */
    private boolean isWarm(long sinceNanos) {
        long warmUpNanos = TimeUnit.MILLISECONDS.toNanos(effort.warmUpMillis());
        return sinceNanos >= warmUpNanos && (unmeasured >= WARM_ITERATIONS || sinceNanos >= LONGEST_WARM_UP * warmUpNanos);
    }

    /** Microseconds per operation: one mean per batch that counts. */
    double[] micros() {
        return Arrays.copyOf(micros, done);
    }
}
