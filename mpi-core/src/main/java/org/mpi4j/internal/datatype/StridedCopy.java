package org.mpi4j.internal.datatype;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** Copies blocks of bytes that lie apart. Stateless. Short blocks of 1, 2, 4, 8 and 16 bytes go through typed loads and stores. */
final class StridedCopy {
    private StridedCopy() {}

    /** One block. */
    static void one(MemorySegment source, long sourceAt, MemorySegment target, long targetAt, long bytes) {
        if (bytes > 16) {
            MemorySegment.copy(source, sourceAt, target, targetAt, bytes);
        } else {
            many(source, sourceAt, 0, target, targetAt, 0, bytes, 1);
        }
    }

    /** {@code count} blocks, {@code stride} bytes apart in memory and {@code packedStride} bytes apart where they are packed. */
    static void many(
            boolean packing, MemorySegment memory, long at, long stride, MemorySegment packed, long packedAt, long packedStride, long length, long count) {
        if (packing) {
            many(memory, at, stride, packed, packedAt, packedStride, length, count);
        } else {
            many(packed, packedAt, packedStride, memory, at, stride, length, count);
        }
    }

    private static void many(
            MemorySegment source, long sourceAt, long sourceStride, MemorySegment target, long targetAt, long targetStride, long length, long count) {
        if (length > 16) {
            for (long i = 0; i < count; i++) {
                MemorySegment.copy(source, sourceAt + i * sourceStride, target, targetAt + i * targetStride, length);
            }
            return;
        }
        switch ((int) length) {
            case 1 -> bytes(source, sourceAt, sourceStride, target, targetAt, targetStride, count);
            case 2 -> shorts(source, sourceAt, sourceStride, target, targetAt, targetStride, count);
            case 4 -> ints(source, sourceAt, sourceStride, target, targetAt, targetStride, count);
            case 8 -> longs(source, sourceAt, sourceStride, target, targetAt, targetStride, count);
            case 16 -> {
                longs(source, sourceAt, sourceStride, target, targetAt, targetStride, count);
                longs(source, sourceAt + 8, sourceStride, target, targetAt + 8, targetStride, count);
            }
            default -> {
                for (long b = 0; b < length; b++) {
                    bytes(source, sourceAt + b, sourceStride, target, targetAt + b, targetStride, count);
                }
            }
        }
    }

    private static void bytes(MemorySegment source, long sourceAt, long sourceStride, MemorySegment target, long targetAt, long targetStride, long count) {
        for (long i = 0; i < count; i++) {
            target.set(JAVA_BYTE, targetAt + i * targetStride, source.get(JAVA_BYTE, sourceAt + i * sourceStride));
        }
    }

    private static void shorts(MemorySegment source, long sourceAt, long sourceStride, MemorySegment target, long targetAt, long targetStride, long count) {
        for (long i = 0; i < count; i++) {
            target.set(JAVA_SHORT_UNALIGNED, targetAt + i * targetStride, source.get(JAVA_SHORT_UNALIGNED, sourceAt + i * sourceStride));
        }
    }

    private static void ints(MemorySegment source, long sourceAt, long sourceStride, MemorySegment target, long targetAt, long targetStride, long count) {
        for (long i = 0; i < count; i++) {
            target.set(JAVA_INT_UNALIGNED, targetAt + i * targetStride, source.get(JAVA_INT_UNALIGNED, sourceAt + i * sourceStride));
        }
    }

    private static void longs(MemorySegment source, long sourceAt, long sourceStride, MemorySegment target, long targetAt, long targetStride, long count) {
        for (long i = 0; i < count; i++) {
            target.set(JAVA_LONG_UNALIGNED, targetAt + i * targetStride, source.get(JAVA_LONG_UNALIGNED, sourceAt + i * sourceStride));
        }
    }

    /** {@code count} blocks of one length at {@code at + offsets[first]} onwards in memory, packed without gaps. */
    static void gathered(
            boolean packing, MemorySegment memory, long at, long[] offsets, int first, MemorySegment packed, long packedAt, long length, int count) {
        for (int i = 0; i < count; i++) {
            many(packing, memory, at + offsets[first + i], 0, packed, packedAt + i * length, 0, length, 1);
        }
    }
}
