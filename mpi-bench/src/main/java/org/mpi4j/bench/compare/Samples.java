package org.mpi4j.bench.compare;

import java.util.List;

/**
 * Means of batches, over all repetitions, in microseconds. Immutable.
 *
 * @param micros one or more
 */
record Samples(List<Double> micros) {
    Samples {
        micros = micros.stream().sorted().toList();
        if (micros.isEmpty()) {
            throw new IllegalArgumentException("no samples");
        }
    }

    double minimum() {
        return micros.getFirst();
    }

    /** The middle one, or the mean of the two in the middle. */
    double median() {
        int half = micros.size() / 2;
        return micros.size() % 2 == 1 ? micros.get(half) : (micros.get(half - 1) + micros.get(half)) / 2;
    }
}
