package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Blocks of bytes at any places. Immutable. Block {@code i} lies at {@code offsets[i]} and packed at {@code [starts[i], starts[i + 1])}. */
final class Indexed implements Layout {
    /** Up to so many blocks, a repeated layout is copied block by block and not element by element. */
    private static final int FEW_BLOCKS = 8;

    /** Elements per turn in that order: few enough for what they cover to stay in the cache. */
    private static final long TURN_ELEMENTS = 128;

    private final long[] offsets;
    private final long[] starts;
    private final int count;
    /** The greatest power of two, up to 8, that divides all offsets and lengths. */
    private final int grain;

    Indexed(long[] offsets, long[] starts) {
        this.offsets = offsets;
        this.starts = starts;
        this.count = offsets.length;
        long bits = Long.BYTES;
        for (int i = 0; i < count; i++) {
            bits |= offsets[i] | length(i);
        }
        this.grain = (int) Long.lowestOneBit(bits);
    }

    private long length(int i) {
        return starts[i + 1] - starts[i];
    }

    @Override
    public long size() {
        return starts[count];
    }

    @Override
    public long runs() {
        return count;
    }

    @Override
    public void copy(boolean packing, MemorySegment memory, long at, MemorySegment packed, long packedAt, long from, long to) {
        int i = from == 0 ? 0 : indexOf(starts, count, from);
        long position = from;
        if (position != starts[i]) {
            position = copyPart(packing, memory, at, packed, packedAt, i, position, Math.min(to, starts[i + 1]));
            i++;
        }
        int last = to == starts[count] ? count : Math.max(i, indexOf(starts, count, to));
        if (last - i >= FEW_BLOCKS && (to - position) / (last - i) <= StridedCopy.SHORT_BLOCK_BYTES) {
            if (ArrayBlocks.copy(packing, memory, at, packed, packedAt + (position - from), offsets, starts, grain, i, last)) {
                position = starts[last];
                i = last;
            }
        }
        while (position < to) {
            position = copyPart(packing, memory, at, packed, packedAt + (position - from), i, position, Math.min(to, starts[i + 1]));
            i++;
        }
    }

    /** Of block {@code i} packed bytes {@code [position, end)}. */
    private long copyPart(
            boolean packing, MemorySegment memory, long at, MemorySegment packed, long packedAt, int i, long position, long end) {
        StridedCopy.one(packing, memory, at + offsets[i] + (position - starts[i]), packed, packedAt, end - position);
        return end;
    }

    /** Copies this layout {@code times}, whole, {@code stride} bytes apart in memory. */
    void copyRepeated(boolean packing, MemorySegment memory, long at, long stride, MemorySegment packed, long packedAt, long times) {
        long size = size();
        if (count > FEW_BLOCKS) {
            for (long t = 0; t < times; t++) {
                copy(packing, memory, at + t * stride, packed, packedAt + t * size, 0, size);
            }
            return;
        }
        for (long t = 0; t < times; t += TURN_ELEMENTS) {
            long turn = Math.min(TURN_ELEMENTS, times - t);
            for (int i = 0; i < count; i++) {
                long start = at + t * stride + offsets[i];
                StridedCopy.many(packing, memory, start, stride, packed, packedAt + t * size + starts[i], size, length(i), turn);
            }
        }
    }

    /** The part that holds packed byte {@code position}; empty parts hold none. */
    static int indexOf(long[] starts, int count, long position) {
        int i = Arrays.binarySearch(starts, 0, count, position);
        return i >= 0 ? i : -i - 2;
    }

    @Override
    public Layout shifted(long offsetBytes) {
        return new Indexed(shifted(offsets, offsetBytes), starts);
    }

    static long[] shifted(long[] offsets, long offsetBytes) {
        long[] shifted = offsets.clone();
        Arrays.setAll(shifted, i -> offsets[i] + offsetBytes);
        return shifted;
    }
}
