package org.mpi4j.internal.coll;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the block of each rank lies in a buffer, in elements of its datatype. Immutable, if nobody changes the arrays it was made of. */
public sealed interface Blocks {
    long count(int rank);

    long offset(int rank);

    /** Elements of all blocks. */
    default long total(int size) {
        long total = 0;
        for (int rank = 0; rank < size; rank++) {
            total = Math.addExact(total, count(rank));
        }
        return total;
    }

    default Place place(Space space, int rank) {
        return new Place(space, offset(rank), count(rank));
    }

    /** The blocks of a buffer that matters at this rank. */
    static Blocks significant(@Nullable Blocks blocks) {
        return Objects.requireNonNull(blocks, "blocks of a buffer that matters at this rank");
    }

    /** Blocks of {@code count} elements, one after the other. */
    static Blocks uniform(long count) {
        return new Uniform(count);
    }

    /** Blocks with a count each, one after the other. */
    static Blocks packed(long... counts) {
        long[] displs = new long[counts.length];
        for (int i = 1; i < counts.length; i++) {
            displs[i] = Math.addExact(displs[i - 1], counts[i - 1]);
        }
        return new Varying(counts, displs);
    }

    /** Blocks with a count and a displacement each. */
    static Blocks of(long[] counts, long[] displs) {
        return new Varying(counts, displs);
    }

    /** The same {@code count} elements for each rank. */
    static Blocks same(long count) {
        return new Same(count);
    }

    /** A buffer of its own for each rank, from its begin on. */
    static Blocks separate(long... counts) {
        return new Separate(counts);
    }

    /** See {@link Blocks#same}. */
    record Same(long count) implements Blocks {
        @Override
        public long count(int rank) {
            return count;
        }

        @Override
        public long offset(int rank) {
            return 0;
        }
    }

    /** See {@link Blocks#separate}. */
    record Separate(long[] counts) implements Blocks {
        @Override
        public long count(int rank) {
            return counts[rank];
        }

        @Override
        public long offset(int rank) {
            return rank;
        }

        @Override
        public Place place(Space space, int rank) {
            return new Place(
                    switch (space) {
                        case SEND, SENDS -> Space.SENDS;
                        case RECV, RECVS -> Space.RECVS;
                        case TEMP -> throw new IllegalArgumentException("temporary memory is one");
                    },
                    rank,
                    counts[rank]);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Separate(long[] others) && Arrays.equals(counts, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(counts);
        }
    }

    /** See {@link Blocks#uniform}. */
    record Uniform(long count) implements Blocks {
        @Override
        public long count(int rank) {
            return count;
        }

        @Override
        public long offset(int rank) {
            return Math.multiplyExact(rank, count);
        }
    }

    /** See {@link Blocks#of}. */
    record Varying(long[] counts, long[] displs) implements Blocks {
        @Override
        public long count(int rank) {
            return counts[rank];
        }

        @Override
        public long offset(int rank) {
            return displs[rank];
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Varying(long[] c, long[] d) && Arrays.equals(counts, c) && Arrays.equals(displs, d);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(counts) + Arrays.hashCode(displs);
        }
    }
}
