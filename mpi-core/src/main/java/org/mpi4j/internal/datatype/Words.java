package org.mpi4j.internal.datatype;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Turns words of bytes round. Stateless. */
final class Words {
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private Words() {}

    /** Reverses the bytes of each word of {@code width} bytes in {@code [from, to)}. */
    static void reverse(byte[] bytes, int from, int to, int width) {
        switch (width) {
            case 1 -> {}
            case 2 -> {
                for (int at = from; at < to; at += 2) {
                    SHORTS.set(bytes, at, Short.reverseBytes((short) SHORTS.get(bytes, at)));
                }
            }
            case 4 -> {
                for (int at = from; at < to; at += 4) {
                    INTS.set(bytes, at, Integer.reverseBytes((int) INTS.get(bytes, at)));
                }
            }
            case 8 -> {
                for (int at = from; at < to; at += 8) {
                    LONGS.set(bytes, at, Long.reverseBytes((long) LONGS.get(bytes, at)));
                }
            }
            default -> throw new AssertionError(width);
        }
    }
}
