package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Copies blocks of bytes that lie at equal distances. Stateless. Short blocks go word by word through the loops of {@link ArrayStrides} and
 * {@link WordStrides} where the packed side is a {@code byte[]}; others through one bulk copy per block.
 */
final class StridedCopy {
    /** Longer blocks are copied in bulk: the fixed cost of a bulk copy no longer shows. */
    static final long SHORT_BLOCK_BYTES = 64;

    /** For fewer blocks the choice of a loop costs more than it gains. */
    private static final long FEW_BLOCKS = 4;

    /** Blocks per turn, so that what one pass over them has touched is still in the cache for the next. */
    private static final int TURN_BLOCKS = 256;

    private static final int LONGEST_STRIDE = Integer.MAX_VALUE / (2 * TURN_BLOCKS);

    private StridedCopy() {}

    /** One block. */
    static void one(boolean packing, MemorySegment memory, long at, MemorySegment packed, long packedAt, long bytes) {
        if (packing) {
            MemorySegment.copy(memory, at, packed, packedAt, bytes);
        } else {
            MemorySegment.copy(packed, packedAt, memory, at, bytes);
        }
    }

    /** {@code count} blocks, {@code stride} bytes apart in memory and {@code step} bytes apart where they are packed. */
    static void many(
            boolean packing, MemorySegment memory, long at, long stride, MemorySegment packed, long packedAt, long step, long length, long count) {
        if (count >= FEW_BLOCKS
                && length <= SHORT_BLOCK_BYTES
                && packed.heapBase().orElse(null) instanceof byte[] bytes
                && shortBlocks(packing, memory, at, stride, bytes, Math.toIntExact(packed.address() + packedAt), (int) step, (int) length, count)) {
            return;
        }
        for (long i = 0; i < count; i++) {
            one(packing, memory, at + i * stride, packed, packedAt + i * step, length);
        }
    }

    private static boolean shortBlocks(
            boolean packing, MemorySegment memory, long at, long stride, byte[] packed, int start, int step, int length, long count) {
        if (Math.abs(stride) > LONGEST_STRIDE) {
            return false;
        }
        Object base = memory.heapBase().orElse(null);
        int element = elementBytes(base, memory.isNative());
        if (element == 0 || (element > 1 && ((memory.address() + at) % element != 0 || stride % element != 0 || length % element != 0))) {
            return false;
        }
        for (long done = 0; done < count; done += TURN_BLOCKS) {
            int turn = (int) Math.min(TURN_BLOCKS, count - done);
            long from = at + done * stride;
            int out = start + (int) done * step;
            if (base == null) {
                direct(packing, memory, from, (int) stride, packed, out, step, length, turn);
            } else if (base instanceof byte[] bytes) {
                words(packing, bytes, null, (int) (memory.address() + from), (int) stride, packed, out, step, length, turn);
            } else {
                int first = (int) ((memory.address() + from) / element);
                for (int b = 0; b < length; b += element) {
                    elements(packing, base, first + b / element, (int) stride / element, packed, out + b, step, turn);
                }
            }
        }
        return true;
    }

    /** The size of what the loops take from such memory at once; 0 where there is no loop for it. */
    private static int elementBytes(@Nullable Object base, boolean isNative) {
        return switch (base) {
            case null -> isNative ? 1 : 0;
            case byte[] _ -> 1;
            case short[] _ -> 2;
            case char[] _ -> 2;
            case int[] _ -> 4;
            case float[] _ -> 4;
            case long[] _ -> 8;
            case double[] _ -> 8;
            default -> 0;
        };
    }

    private static void direct(
            boolean packing, MemorySegment memory, long at, int stride, byte[] packed, int start, int step, int length, int count) {
        long reach = (long) stride * (count - 1);
        long low = at + Math.min(reach, 0);
        ByteBuffer window = memory.asSlice(low, Math.abs(reach) + length).asByteBuffer().order(ByteOrder.nativeOrder());
        words(packing, null, window, (int) (at - low), stride, packed, start, step, length, count);
    }

    private static void words(
            boolean packing, byte @Nullable [] bytes, @Nullable ByteBuffer direct, int at, int stride, byte[] packed, int start, int step, int length, int count) {
        for (int b = 0; b < length; ) {
            int width = Math.min(8, Integer.highestOneBit(length - b));
            if (bytes != null && packing) {
                WordStrides.pack(bytes, at + b, stride, packed, start + b, step, width, count);
            } else if (bytes != null) {
                WordStrides.unpack(bytes, at + b, stride, packed, start + b, step, width, count);
            } else if (direct != null && packing) {
                WordStrides.pack(direct, at + b, stride, packed, start + b, step, width, count);
            } else if (direct != null) {
                WordStrides.unpack(direct, at + b, stride, packed, start + b, step, width, count);
            }
            b += width;
        }
    }

    private static void elements(boolean packing, Object array, int at, int stride, byte[] packed, int start, int step, int count) {
        if (packing) {
            switch (array) {
                case short[] a -> ArrayStrides.pack(a, at, stride, packed, start, step, count);
                case char[] a -> ArrayStrides.pack(a, at, stride, packed, start, step, count);
                case int[] a -> ArrayStrides.pack(a, at, stride, packed, start, step, count);
                case float[] a -> ArrayStrides.pack(a, at, stride, packed, start, step, count);
                case long[] a -> ArrayStrides.pack(a, at, stride, packed, start, step, count);
                case double[] a -> ArrayStrides.pack(a, at, stride, packed, start, step, count);
                default -> throw new AssertionError(array.getClass());
            }
        } else {
            switch (array) {
                case short[] a -> ArrayStrides.unpack(a, at, stride, packed, start, step, count);
                case char[] a -> ArrayStrides.unpack(a, at, stride, packed, start, step, count);
                case int[] a -> ArrayStrides.unpack(a, at, stride, packed, start, step, count);
                case float[] a -> ArrayStrides.unpack(a, at, stride, packed, start, step, count);
                case long[] a -> ArrayStrides.unpack(a, at, stride, packed, start, step, count);
                case double[] a -> ArrayStrides.unpack(a, at, stride, packed, start, step, count);
                default -> throw new AssertionError(array.getClass());
            }
        }
    }
}
