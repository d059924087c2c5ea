package org.mpi4j.internal.comm;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Job ranks in the order of a group, without repetition. Immutable. A list with a constant step, such as the world of a million
 * ranks, takes no memory per rank.
 */
sealed interface RankList {
    int size();

    /** The job rank at a place {@code 0 <= place < size()}. */
    int at(int place);

    /** Tells the place of a job rank, or -1; made once for many questions. */
    IntUnaryOperator places();

    /** The places {@code at(0), at(1), …} of these job ranks; the array is not kept. */
    static RankList of(int... jobRanks) {
        int size = jobRanks.length;
        if (size == 0) {
            return new Strided(0, 1, 0);
        }
        int step = size == 1 ? 1 : jobRanks[1] - jobRanks[0];
        for (int i = 1; i < size; i++) {
            if (jobRanks[i] - jobRanks[i - 1] != step) {
                return new Listed(jobRanks.clone());
            }
        }
        return new Strided(jobRanks[0], step, size);
    }

    /** {@code first, first + step, …} */
    record Strided(int first, int step, int size) implements RankList {
        @Override
        public int at(int place) {
            return first + place * step;
        }

        @Override
        public IntUnaryOperator places() {
            return jobRank -> {
                long distance = (long) jobRank - first;
                long place = distance / step;
                return distance % step == 0 && place >= 0 && place < size ? (int) place : -1;
            };
        }
    }

    /** Any order. */
    record Listed(int[] jobRanks) implements RankList {
        @Override
        public int size() {
            return jobRanks.length;
        }

        @Override
        public int at(int place) {
            return jobRanks[place];
        }

        @Override
        public IntUnaryOperator places() {
            long[] sorted = new long[jobRanks.length];
            Arrays.setAll(sorted, place -> (long) jobRanks[place] << 32 | place);
            Arrays.sort(sorted);
            return jobRank -> {
                int found = Arrays.binarySearch(sorted, (long) jobRank << 32);
                int at = found >= 0 ? found : -found - 1;
                return at < sorted.length && sorted[at] >> 32 == jobRank ? (int) sorted[at] : -1;
            };
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Listed list && Arrays.equals(jobRanks, list.jobRanks);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(jobRanks);
        }

        @Override
        public String toString() {
            return Arrays.toString(jobRanks);
        }
    }
}
