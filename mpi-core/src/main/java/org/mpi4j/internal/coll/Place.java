package org.mpi4j.internal.coll;

/**
 * Consecutive elements of a space. Immutable.
 *
 * @param offset of the first element, in elements (extents) of the space's datatype
 * @param count of elements
 */
public record Place(Space space, long offset, long count) {
    /** Nowhere: the content of a message without any. */
    public static final Place NONE = new Place(Space.TEMP, 0, 0);

    public Place {
        if (offset < 0 || count < 0) {
            throw new IllegalArgumentException("place: space=" + space + ", offset=" + offset + ", count=" + count);
        }
    }

    public static Place send(long offset, long count) {
        return new Place(Space.SEND, offset, count);
    }

    public static Place recv(long offset, long count) {
        return new Place(Space.RECV, offset, count);
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** The offset after the last element. */
    public long end() {
        return offset + count;
    }

    /** Part of this place; {@code from} counts from its first element. */
    Place slice(long from, long length) {
        assert from >= 0 && length >= 0 && from + length <= count : "slice: place=" + this + ", from=" + from + ", length=" + length;
        return new Place(space, offset + from, length);
    }

    boolean overlaps(Place other) {
        return space == other.space && offset < other.end() && other.offset < end();
    }
}
