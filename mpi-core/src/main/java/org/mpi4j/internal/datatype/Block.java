package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;

/** Adjacent bytes. Immutable. */
record Block(long offset, long size) implements Layout {
    static final Block EMPTY = new Block(0, 0);

    @Override
    public long runs() {
        return size == 0 ? 0 : 1;
    }

    @Override
    public void copy(boolean packing, MemorySegment memory, long at, MemorySegment packed, long packedAt, long from, long to) {
        StridedCopy.one(packing, memory, at + offset + from, packed, packedAt, to - from);
    }

    @Override
    public Layout shifted(long offsetBytes) {
        return size == 0 ? EMPTY : new Block(offset + offsetBytes, size);
    }
}
