package org.mpi4j.bench.loops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchesTest {
    private long clockNanos;

    /** Runs all batches of an operation that takes so long; returns how many iterations each had. */
    private long[] run(Batches batches, double nanosPerIteration) {
        List<Long> all = new ArrayList<>();
        double took = 0;
        for (int n = batches.next(took, clockNanos); n > 0; n = batches.next(took, clockNanos)) {
            all.add((long) n);
            took = n * nanosPerIteration;
            clockNanos += Math.round(took);
        }
        return all.stream().mapToLong(n -> n).toArray();
    }

    @Test
    void aBatchGrowsUntilItFillsItsTimeAndThenStays() {
        Batches batches = new Batches(new Effort(50, 10, 3, 1000), 2, clockNanos);
        long[] iterations = run(batches, 1000);
        assertEquals(Batches.FEWEST_OPERATIONS / 2, iterations[0]);
        assertEquals(10_000, iterations[iterations.length - 1]);
        assertEquals(10_000, iterations[iterations.length - 3]);
        assertArrayEquals(new double[] {0.5, 0.5, 0.5}, batches.micros(), 1e-9);
    }

    @Test
    void nothingCountsBeforeTheWarmUpIsOver() {
        Batches batches = new Batches(new Effort(100, 10, 4, 1000), 1, clockNanos);
        run(batches, 1000);
        assertTrue(clockNanos >= TimeUnit.MILLISECONDS.toNanos(140), "clockNanos=" + clockNanos);
    }

    @Test
    void anOperationThatIsSlowEndsAfterTheMostTimeWithFewerBatches() {
        Batches batches = new Batches(new Effort(50, 10, 20, 1000), 1, clockNanos);
        long[] iterations = run(batches, 30e6);
        assertEquals(Batches.FEWEST_OPERATIONS, iterations[iterations.length - 1]);
        assertArrayEquals(new double[] {30_000, 30_000, 30_000, 30_000}, batches.micros(), 1e-6);
    }

    @Test
    void withoutWarmUpTheFirstBatchStillDoesNotCount() {
        Batches batches = new Batches(new Effort(0, 10, 1, 1000), 1, clockNanos);
        assertEquals(2, run(batches, 1000).length);
        assertEquals(1, batches.micros().length);
    }
}
