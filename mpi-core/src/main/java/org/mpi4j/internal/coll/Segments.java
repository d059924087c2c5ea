package org.mpi4j.internal.coll;

/**
 * A place cut into segments for a pipeline. Immutable.
 *
 * @param length elements of a segment; the last may be shorter
 */
record Segments(Place whole, long length) {
    Segments {
        if (length < 1) {
            throw new IllegalArgumentException("segment: length=" + length);
        }
    }

    long size() {
        return Math.ceilDiv(whole.count(), length);
    }

    Place get(long i) {
        return of(whole, i);
    }

    /** Segment {@code i} of another place of the same count. */
    Place of(Place other, long i) {
        return other.slice(i * length, Math.min(length, other.count() - i * length));
    }
}
