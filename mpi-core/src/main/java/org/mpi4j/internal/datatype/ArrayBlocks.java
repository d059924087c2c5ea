package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Copies short blocks that lie anywhere in an array into bytes and back, element by element. Stateless. Block {@code i} lies
 * {@code offsets[i]} bytes after {@code at} and has {@code starts[i + 1] - starts[i]} bytes, all of them multiples of an element's; there are
 * loops for the common arrays only.
 */
final class ArrayBlocks {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle FLOATS = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle DOUBLES = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.nativeOrder());

    private ArrayBlocks() {}

    /** Copies blocks {@code [first, last)} and says true, or does nothing and says false where there is no loop for such memory. */
    static boolean copy(
            boolean packing, MemorySegment memory, long at, MemorySegment packed, long packedAt, long[] offsets, long[] starts, int grain, int first, int last) {
        if (!(packed.heapBase().orElse(null) instanceof byte[] bytes)) {
            return false;
        }
        long from = memory.address() + at;
        int start = (int) (packed.address() + packedAt);
        Object array = memory.heapBase().orElse(null);
        if (array instanceof double[] doubles && grain % Double.BYTES == 0 && from % Double.BYTES == 0) {
            copy(packing, doubles, from, bytes, start, offsets, starts, first, last);
        } else if (array instanceof int[] ints && grain % Integer.BYTES == 0 && from % Integer.BYTES == 0) {
            copy(packing, ints, from, bytes, start, offsets, starts, first, last);
        } else if (array instanceof float[] floats && grain % Float.BYTES == 0 && from % Float.BYTES == 0) {
            copy(packing, floats, from, bytes, start, offsets, starts, first, last);
        } else if (array instanceof long[] longs && grain % Long.BYTES == 0 && from % Long.BYTES == 0) {
            copy(packing, longs, from, bytes, start, offsets, starts, first, last);
        } else {
            return false;
        }
        return true;
    }

    private static void copy(
            boolean packing, double[] memory, long at, byte[] packed, int start, long[] offsets, long[] starts, int first, int last) {
        int out = start;
        for (int i = first; i < last; i++) {
            int index = (int) ((at + offsets[i]) / Double.BYTES);
            int end = out + (int) (starts[i + 1] - starts[i]);
            if (packing) {
                for (; out < end; out += Double.BYTES) {
                    DOUBLES.set(packed, out, memory[index++]);
                }
            } else {
                for (; out < end; out += Double.BYTES) {
                    memory[index++] = (double) DOUBLES.get(packed, out);
                }
            }
        }
    }

    private static void copy(
            boolean packing, long[] memory, long at, byte[] packed, int start, long[] offsets, long[] starts, int first, int last) {
        int out = start;
        for (int i = first; i < last; i++) {
            int index = (int) ((at + offsets[i]) / Long.BYTES);
            int end = out + (int) (starts[i + 1] - starts[i]);
            if (packing) {
                for (; out < end; out += Long.BYTES) {
                    LONGS.set(packed, out, memory[index++]);
                }
            } else {
                for (; out < end; out += Long.BYTES) {
                    memory[index++] = (long) LONGS.get(packed, out);
                }
            }
        }
    }

    private static void copy(
            boolean packing, float[] memory, long at, byte[] packed, int start, long[] offsets, long[] starts, int first, int last) {
        int out = start;
        for (int i = first; i < last; i++) {
            int index = (int) ((at + offsets[i]) / Float.BYTES);
            int end = out + (int) (starts[i + 1] - starts[i]);
            if (packing) {
                for (; out < end; out += Float.BYTES) {
                    FLOATS.set(packed, out, memory[index++]);
                }
            } else {
                for (; out < end; out += Float.BYTES) {
                    memory[index++] = (float) FLOATS.get(packed, out);
                }
            }
        }
    }

    private static void copy(
            boolean packing, int[] memory, long at, byte[] packed, int start, long[] offsets, long[] starts, int first, int last) {
        int out = start;
        for (int i = first; i < last; i++) {
            int index = (int) ((at + offsets[i]) / Integer.BYTES);
            int end = out + (int) (starts[i + 1] - starts[i]);
            if (packing) {
                for (; out < end; out += Integer.BYTES) {
                    INTS.set(packed, out, memory[index++]);
                }
            } else {
                for (; out < end; out += Integer.BYTES) {
                    memory[index++] = (int) INTS.get(packed, out);
                }
            }
        }
    }
}
