package org.mpi4j.internal.coll;

/**
 * A piece of a vector in as many parts as ranks: all of the same length, but that the last ones may have less, or nothing. Immutable.
 *
 * @param from the piece's first element
 * @param count its elements
 */
record Parts(long from, long count, int size) {
    /** Elements of the longest part of so many. */
    static long most(long count, int size) {
        return (count + size - 1) / size;
    }

    long most() {
        return most(count, size);
    }

    /** Where a rank's part begins in the piece. */
    long at(int rank) {
        return Math.min(count, rank * most());
    }

    /** A rank's part of the piece, which lies in {@code whole}. */
    Place of(Place whole, int rank) {
        return whole.slice(from + at(rank), Math.min(most(), count - at(rank)));
    }

    /** Reads the parts that all others have posted; those of the ranks after this one first, so that not all read the same. */
    void read(Schedule.Builder schedule, int rank, Place into, long elementBytes) {
        for (int distance = 1; distance < size; distance++) {
            int peer = Ring.after(rank, distance, size);
            Place part = of(into, peer);
            schedule.fetch(peer, 0, part, 0, part.count() * elementBytes);
        }
    }
}
