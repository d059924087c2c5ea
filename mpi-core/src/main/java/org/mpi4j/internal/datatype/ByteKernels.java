package org.mpi4j.internal.datatype;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** {@code inout[i] = in[i] op inout[i]} for bytes, as Java's {@code +}, {@code *}, {@code Math.max} and {@code Math.min} have it: sums and products wrap. Stateless. */
final class ByteKernels {
    private ByteKernels() {}

    static void apply(Operator operator, MemorySegment in, long inAt, MemorySegment inout, long at, long count) {
        switch (operator) {
            case MAX -> max(in, inAt, inout, at, count);
            case MIN -> min(in, inAt, inout, at, count);
            case SUM -> sum(in, inAt, inout, at, count);
            case PROD -> prod(in, inAt, inout, at, count);
            case LAND, LOR, LXOR, BAND, BOR, BXOR, MAXLOC, MINLOC, REPLACE, NO_OP -> throw new AssertionError(operator);
        }
    }

    private static void max(MemorySegment in, long inAt, MemorySegment inout, long at, long count) {
        for (long i = 0; i < count; i++) {
            byte a = in.get(JAVA_BYTE, inAt + i);
            byte b = inout.get(JAVA_BYTE, at + i);
            inout.set(JAVA_BYTE, at + i, (byte) Math.max(a, b));
        }
    }

    private static void min(MemorySegment in, long inAt, MemorySegment inout, long at, long count) {
        for (long i = 0; i < count; i++) {
            byte a = in.get(JAVA_BYTE, inAt + i);
            byte b = inout.get(JAVA_BYTE, at + i);
            inout.set(JAVA_BYTE, at + i, (byte) Math.min(a, b));
        }
    }

    private static void sum(MemorySegment in, long inAt, MemorySegment inout, long at, long count) {
        for (long i = 0; i < count; i++) {
            byte a = in.get(JAVA_BYTE, inAt + i);
            byte b = inout.get(JAVA_BYTE, at + i);
            inout.set(JAVA_BYTE, at + i, (byte) (a + b));
        }
    }

    private static void prod(MemorySegment in, long inAt, MemorySegment inout, long at, long count) {
        for (long i = 0; i < count; i++) {
            byte a = in.get(JAVA_BYTE, inAt + i);
            byte b = inout.get(JAVA_BYTE, at + i);
            inout.set(JAVA_BYTE, at + i, (byte) (a * b));
        }
    }
}
