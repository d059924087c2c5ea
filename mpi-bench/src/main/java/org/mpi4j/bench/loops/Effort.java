package org.mpi4j.bench.loops;

/**
 * How long a measurement of one size may take. Immutable.
 *
 * @param warmUpMillis how long batches run before one counts
 * @param batchMillis how long a batch is to take
 * @param batches how many batches count
 * @param mostMillis when no further batch begins, though there be fewer of them
 */
public record Effort(long warmUpMillis, long batchMillis, int batches, long mostMillis) {
    /** Needs a warm-up of 0 or more, and the others positive. */
    public Effort {
        if (warmUpMillis < 0 || batchMillis < 1 || batches < 1 || mostMillis < 1) {
            throw new IllegalArgumentException(
                    "warmUpMillis=" + warmUpMillis + " batchMillis=" + batchMillis + " batches=" + batches + " mostMillis=" + mostMillis);
        }
    }
}
