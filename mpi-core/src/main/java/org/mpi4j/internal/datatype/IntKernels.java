package org.mpi4j.internal.datatype;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** {@code inout[i] = in[i] op inout[i]} for ints, as Java's {@code +}, {@code *}, {@code Math.max} and {@code Math.min} have it: sums and products wrap. Stateless. */
final class IntKernels {
    private IntKernels() {}

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
            int a = in.get(JAVA_INT_UNALIGNED, inAt + i * 4);
            int b = inout.get(JAVA_INT_UNALIGNED, at + i * 4);
            inout.set(JAVA_INT_UNALIGNED, at + i * 4, Math.max(a, b));
        }
    }

    private static void min(MemorySegment in, long inAt, MemorySegment inout, long at, long count) {
        for (long i = 0; i < count; i++) {
            int a = in.get(JAVA_INT_UNALIGNED, inAt + i * 4);
            int b = inout.get(JAVA_INT_UNALIGNED, at + i * 4);
            inout.set(JAVA_INT_UNALIGNED, at + i * 4, Math.min(a, b));
        }
    }

    private static void sum(MemorySegment in, long inAt, MemorySegment inout, long at, long count) {
        for (long i = 0; i < count; i++) {
            int a = in.get(JAVA_INT_UNALIGNED, inAt + i * 4);
            int b = inout.get(JAVA_INT_UNALIGNED, at + i * 4);
            inout.set(JAVA_INT_UNALIGNED, at + i * 4, a + b);
        }
    }

    private static void prod(MemorySegment in, long inAt, MemorySegment inout, long at, long count) {
        for (long i = 0; i < count; i++) {
            int a = in.get(JAVA_INT_UNALIGNED, inAt + i * 4);
            int b = inout.get(JAVA_INT_UNALIGNED, at + i * 4);
            inout.set(JAVA_INT_UNALIGNED, at + i * 4, a * b);
        }
    }
}
