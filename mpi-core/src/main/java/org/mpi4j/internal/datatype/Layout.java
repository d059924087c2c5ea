package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;

/**
 * Where the bytes of one element lie, in the order of its type map, which is the order in which they travel. Immutable.
 *
 * <p>A layout is a small tree, simplified when it is made: adjacent bytes are one {@link Block}, equal distances one
 * {@link Repeat}, so that its size follows the description of the type and not the number of its bytes.
 */
sealed interface Layout permits Block, Repeat, Indexed, Sequence {
    /** How many bytes there are, gaps not counted. */
    long size();

    /** How many runs of adjacent bytes there are. */
    long runs();

    /**
     * Copies packed bytes {@code [from, to)} of the element at {@code memory[at]} between it and {@code packed[packedAt]} onwards.
     *
     * @param packing true copies from {@code memory} to {@code packed}, false the other way
     */
    void copy(boolean packing, MemorySegment memory, long at, MemorySegment packed, long packedAt, long from, long to);

    /** The same bytes, {@code offsetBytes} later in memory. */
    Layout shifted(long offsetBytes);
}
