package org.mpi4j.internal.datatype;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Copies single elements that lie apart in an array into bytes and back: {@code count} of them, {@code stride} elements apart in the array and
 * {@code step} bytes apart in {@code packed}. Stateless. One loop per class of array, since a loop over {@code MemorySegment} that has seen
 * several classes of memory runs about thirty times slower; and for the common ones a loop for the step that leaves no gaps, whose bounds the
 * compiler then checks once and not per element.
 */
final class ArrayStrides {
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
    private static final VarHandle CHARS = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle FLOATS = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle DOUBLES = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.nativeOrder());

    private ArrayStrides() {}

    static void pack(short[] memory, int at, int stride, byte[] packed, int start, int step, int count) {
        for (int i = 0; i < count; i++) {
            SHORTS.set(packed, start + i * step, memory[at + i * stride]);
        }
    }

    static void unpack(short[] memory, int at, int stride, byte[] packed, int start, int step, int count) {
        for (int i = 0; i < count; i++) {
            memory[at + i * stride] = (short) SHORTS.get(packed, start + i * step);
        }
    }

    static void pack(char[] memory, int at, int stride, byte[] packed, int start, int step, int count) {
        for (int i = 0; i < count; i++) {
            CHARS.set(packed, start + i * step, memory[at + i * stride]);
        }
    }

    static void unpack(char[] memory, int at, int stride, byte[] packed, int start, int step, int count) {
        for (int i = 0; i < count; i++) {
            memory[at + i * stride] = (char) CHARS.get(packed, start + i * step);
        }
    }

    static void pack(int[] memory, int at, int stride, byte[] packed, int start, int step, int count) {
        if (step == Integer.BYTES) {
            for (int i = 0; i < count; i++) {
                INTS.set(packed, start + i * Integer.BYTES, memory[at + i * stride]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                INTS.set(packed, start + i * step, memory[at + i * stride]);
            }
        }
    }

    static void unpack(int[] memory, int at, int stride, byte[] packed, int start, int step, int count) {
        if (step == Integer.BYTES) {
            for (int i = 0; i < count; i++) {
                memory[at + i * stride] = (int) INTS.get(packed, start + i * Integer.BYTES);
            }
        } else {
            for (int i = 0; i < count; i++) {
                memory[at + i * stride] = (int) INTS.get(packed, start + i * step);
            }
        }
    }

    static void pack(float[] memory, int at, int stride, byte[] packed, int start, int step, int count) {
        if (step == Float.BYTES) {
            for (int i = 0; i < count; i++) {
                FLOATS.set(packed, start + i * Float.BYTES, memory[at + i * stride]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                FLOATS.set(packed, start + i * step, memory[at + i * stride]);
            }
        }
    }

    static void unpack(float[] memory, int at, int stride, byte[] packed, int start, int step, int count) {
        if (step == Float.BYTES) {
            for (int i = 0; i < count; i++) {
                memory[at + i * stride] = (float) FLOATS.get(packed, start + i * Float.BYTES);
            }
        } else {
            for (int i = 0; i < count; i++) {
                memory[at + i * stride] = (float) FLOATS.get(packed, start + i * step);
            }
        }
    }

    static void pack(long[] memory, int at, int stride, byte[] packed, int start, int step, int count) {
        if (step == Long.BYTES) {
            for (int i = 0; i < count; i++) {
                LONGS.set(packed, start + i * Long.BYTES, memory[at + i * stride]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                LONGS.set(packed, start + i * step, memory[at + i * stride]);
            }
        }
    }

    static void unpack(long[] memory, int at, int stride, byte[] packed, int start, int step, int count) {
        if (step == Long.BYTES) {
            for (int i = 0; i < count; i++) {
                memory[at + i * stride] = (long) LONGS.get(packed, start + i * Long.BYTES);
            }
        } else {
            for (int i = 0; i < count; i++) {
                memory[at + i * stride] = (long) LONGS.get(packed, start + i * step);
            }
        }
    }

    static void pack(double[] memory, int at, int stride, byte[] packed, int start, int step, int count) {
        if (step == Double.BYTES) {
            for (int i = 0; i < count; i++) {
                DOUBLES.set(packed, start + i * Double.BYTES, memory[at + i * stride]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                DOUBLES.set(packed, start + i * step, memory[at + i * stride]);
            }
        }
    }

    static void unpack(double[] memory, int at, int stride, byte[] packed, int start, int step, int count) {
        if (step == Double.BYTES) {
            for (int i = 0; i < count; i++) {
                memory[at + i * stride] = (double) DOUBLES.get(packed, start + i * Double.BYTES);
            }
        } else {
            for (int i = 0; i < count; i++) {
                memory[at + i * stride] = (double) DOUBLES.get(packed, start + i * step);
            }
        }
    }
}
