package org.mpi4j.internal.datatype;

/**
 * The bounds of a type map: where its data lies, and the markers that {@code resized} has put. Immutable.
 *
 * <p>As in the standard: without markers the lower bound is the first byte of data and the extent is rounded up to the alignment; with
 * markers anywhere in the type map only the markers count. All methods throw {@code ArithmeticException} where 64 bits do not suffice.
 *
 * @param hasData whether there is any data; otherwise {@code trueLower} and {@code trueUpper} are 0
 * @param marked whether there are markers; otherwise {@code markedLower} and {@code markedUpper} are 0
 * @param alignment the greatest alignment of any datum
 */
record Bounds(boolean hasData, long trueLower, long trueUpper, boolean marked, long markedLower, long markedUpper, int alignment) {
    static final Bounds EMPTY = new Bounds(false, 0, 0, false, 0, 0, 1);

    static Bounds ofData(long bytes, int alignment) {
        return new Bounds(true, 0, bytes, false, 0, 0, alignment);
    }

    Bounds resized(long lower, long upper) {
        return new Bounds(hasData, trueLower, trueUpper, true, lower, upper, alignment);
    }

    Bounds shifted(long offset) {
        return new Bounds(
                hasData,
                hasData ? Math.addExact(trueLower, offset) : 0,
                hasData ? Math.addExact(trueUpper, offset) : 0,
                marked,
                marked ? Math.addExact(markedLower, offset) : 0,
                marked ? Math.addExact(markedUpper, offset) : 0,
                alignment);
    }

    Bounds and(Bounds other) {
        boolean bothData = hasData && other.hasData;
        boolean bothMarked = marked && other.marked;
        Bounds data = hasData ? this : other;
        Bounds markers = marked ? this : other;
        return new Bounds(
                data.hasData,
                bothData ? Math.min(trueLower, other.trueLower) : data.trueLower,
                bothData ? Math.max(trueUpper, other.trueUpper) : data.trueUpper,
                markers.marked,
                bothMarked ? Math.min(markedLower, other.markedLower) : markers.markedLower,
                bothMarked ? Math.max(markedUpper, other.markedUpper) : markers.markedUpper,
                Math.max(alignment, other.alignment));
    }

    /** These bounds {@code count} times, {@code stride} bytes apart. */
    Bounds repeated(long count, long stride) {
        return count == 0 ? EMPTY : and(shifted(Math.multiplyExact(count - 1, stride)));
    }

    long lower() {
        return marked ? markedLower : trueLower;
    }

    long extent() {
        if (marked) {
            return Math.subtractExact(markedUpper, markedLower);
        }
        long remainder = trueExtent() % alignment;
        return remainder == 0 ? trueExtent() : Math.addExact(trueExtent(), alignment - remainder);
    }

    long trueExtent() {
        return Math.subtractExact(trueUpper, trueLower);
    }
}
