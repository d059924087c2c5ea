package org.mpi4j.bench.model;

import java.util.Locale;

/**
 * What a call costs. Immutable.
 *
 * @param cost of the rank that has the most of each
 * @param nanos from the common start to the end of the last rank
 */
public record Estimate(RankCost cost, double nanos, Source source) {
    /** How it was computed. */
    public enum Source {
        /** Every message of every rank. */
        ALL_RANKS,
        /** Some ranks, as if those they talk to were always in the same round at the same time. */
        SAMPLED,
        /** All ranks of smaller sizes, where each rank more adds the same. */
        EXTRAPOLATED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
