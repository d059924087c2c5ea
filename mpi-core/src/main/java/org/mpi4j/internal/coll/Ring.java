package org.mpi4j.internal.coll;

/** Arithmetic of ranks. */
final class Ring {
    private Ring() {}

    /** The rank {@code distance} after {@code rank}, where rank 0 follows the last; {@code distance} may be negative, its size below {@code size}. */
    static int after(int rank, int distance, int size) {
        int next = rank + distance;
        return next < 0 ? next + size : next >= size ? next - size : next;
    }

    /** The ranks below {@code rank} in a binomial tree with root 0, with itself: they are consecutive from {@code rank} on. */
    static int span(int rank, int size) {
        return rank == 0 ? size : Math.min(Integer.lowestOneBit(rank), size - rank);
    }

    /** The largest power of two that is not above {@code size}. */
    static int powerOfTwo(int size) {
        return Integer.highestOneBit(size);
    }

    static boolean isPowerOfTwo(int size) {
        return Integer.bitCount(size) == 1;
    }

    static int log2Ceil(int size) {
        return 32 - Integer.numberOfLeadingZeros(size - 1);
    }

    /** Where part {@code i} of {@code count} elements in {@code parts} nearly equal parts begins. */
    static long partOffset(long count, int parts, int i) {
        return count / parts * i + Math.min(i, count % parts);
    }

    /** Parts {@code [from, to)} of {@code whole} in {@code parts} nearly equal parts. */
    static Place parts(Place whole, int parts, int from, int to) {
        long begin = partOffset(whole.count(), parts, from);
        return whole.slice(begin, partOffset(whole.count(), parts, to) - begin);
    }
}
