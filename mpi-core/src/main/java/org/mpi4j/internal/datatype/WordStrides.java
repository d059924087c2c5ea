package org.mpi4j.internal.datatype;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Copies words of 1, 2, 4 or 8 bytes that lie apart in a {@code byte[]} or in off-heap memory into bytes and back: {@code count} of them,
 * {@code stride} bytes apart in memory and {@code step} bytes apart in {@code packed}. Stateless. Off-heap memory comes as a direct buffer in
 * native order, so that each loop sees one class of memory.
 */
final class WordStrides {
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private WordStrides() {}

    static void pack(byte[] memory, int at, int stride, byte[] packed, int start, int step, int width, int count) {
        switch (width) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    packed[start + i * step] = memory[at + i * stride];
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    SHORTS.set(packed, start + i * step, (short) SHORTS.get(memory, at + i * stride));
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    INTS.set(packed, start + i * step, (int) INTS.get(memory, at + i * stride));
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    LONGS.set(packed, start + i * step, (long) LONGS.get(memory, at + i * stride));
                }
            }
            default -> throw new AssertionError(width);
        }
    }

    static void unpack(byte[] memory, int at, int stride, byte[] packed, int start, int step, int width, int count) {
        switch (width) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    memory[at + i * stride] = packed[start + i * step];
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    SHORTS.set(memory, at + i * stride, (short) SHORTS.get(packed, start + i * step));
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    INTS.set(memory, at + i * stride, (int) INTS.get(packed, start + i * step));
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    LONGS.set(memory, at + i * stride, (long) LONGS.get(packed, start + i * step));
                }
            }
            default -> throw new AssertionError(width);
        }
    }

    static void pack(ByteBuffer memory, int at, int stride, byte[] packed, int start, int step, int width, int count) {
        switch (width) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    packed[start + i * step] = memory.get(at + i * stride);
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    SHORTS.set(packed, start + i * step, memory.getShort(at + i * stride));
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    INTS.set(packed, start + i * step, memory.getInt(at + i * stride));
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    LONGS.set(packed, start + i * step, memory.getLong(at + i * stride));
                }
            }
            default -> throw new AssertionError(width);
        }
    }

    static void unpack(ByteBuffer memory, int at, int stride, byte[] packed, int start, int step, int width, int count) {
        switch (width) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    memory.put(at + i * stride, packed[start + i * step]);
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    memory.putShort(at + i * stride, (short) SHORTS.get(packed, start + i * step));
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    memory.putInt(at + i * stride, (int) INTS.get(packed, start + i * step));
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    memory.putLong(at + i * stride, (long) LONGS.get(packed, start + i * step));
                }
            }
            default -> throw new AssertionError(width);
        }
    }
}
