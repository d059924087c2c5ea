package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;

/** Adjacent bytes. Immutable. */
record Block(long offset, long size) implements Layout {
    static final Block EMPTY = new Block(0, 0);

    @Override
    public void copy(boolean packing, MemorySegment memory, long at, MemorySegment packed, long packedAt, long from, long to) {
        long start = at + offset + from;
        if (packing) {
            StridedCopy.one(memory, start, packed, packedAt, to - from);
        } else {
            StridedCopy.one(packed, packedAt, memory, start, to - from);
        }
    }
}
