package org.mpi4j.internal.datatype;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** The way between a {@code boolean[]}, which no segment can hold, and bytes 0 and 1. Stateless. */
public final class Booleans {
    private Booleans() {}

    /** A new segment with the {@code count} elements from {@code offset} on, a byte each. */
    public static MemorySegment copyIn(boolean[] array, int offset, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = array[offset + i] ? (byte) 1 : 0;
        }
        return MemorySegment.ofArray(bytes);
    }

    /** Sets {@code count} elements from {@code offset} on by the bytes at {@code source[sourceOffset]}: any byte but 0 is true. */
    public static void copyOut(MemorySegment source, long sourceOffset, boolean[] array, int offset, int count) {
        for (int i = 0; i < count; i++) {
            array[offset + i] = source.get(JAVA_BYTE, sourceOffset + i) != 0;
        }
    }
}
