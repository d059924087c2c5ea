package org.mpi4j.internal.datatype;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** The bitwise operations on integers of any width: eight bytes at a time. Stateless. */
final class BitKernels {
    private BitKernels() {}

    static void apply(Operator operator, MemorySegment in, long inAt, MemorySegment inout, long at, long bytes) {
        long words = bytes >>> 3;
        switch (operator) {
            case BAND -> and(in, inAt, inout, at, words);
            case BOR -> or(in, inAt, inout, at, words);
            case BXOR -> xor(in, inAt, inout, at, words);
            case MAX, MIN, SUM, PROD, LAND, LOR, LXOR, MAXLOC, MINLOC, REPLACE, NO_OP -> throw new AssertionError(operator);
        }
        for (long i = words << 3; i < bytes; i++) {
            inout.set(JAVA_BYTE, at + i, (byte) combine(operator, in.get(JAVA_BYTE, inAt + i), inout.get(JAVA_BYTE, at + i)));
        }
    }

    static long combine(Operator operator, long a, long b) {
        return switch (operator) {
            case BAND -> a & b;
            case BOR -> a | b;
            case BXOR -> a ^ b;
            case MAX, MIN, SUM, PROD, LAND, LOR, LXOR, MAXLOC, MINLOC, REPLACE, NO_OP -> throw new AssertionError(operator);
        };
    }

    private static void and(MemorySegment in, long inAt, MemorySegment inout, long at, long words) {
        for (long i = 0; i < words; i++) {
            long a = in.get(JAVA_LONG_UNALIGNED, inAt + i * 8);
            inout.set(JAVA_LONG_UNALIGNED, at + i * 8, a & inout.get(JAVA_LONG_UNALIGNED, at + i * 8));
        }
    }

    private static void or(MemorySegment in, long inAt, MemorySegment inout, long at, long words) {
        for (long i = 0; i < words; i++) {
            long a = in.get(JAVA_LONG_UNALIGNED, inAt + i * 8);
            inout.set(JAVA_LONG_UNALIGNED, at + i * 8, a | inout.get(JAVA_LONG_UNALIGNED, at + i * 8));
        }
    }

    private static void xor(MemorySegment in, long inAt, MemorySegment inout, long at, long words) {
        for (long i = 0; i < words; i++) {
            long a = in.get(JAVA_LONG_UNALIGNED, inAt + i * 8);
            inout.set(JAVA_LONG_UNALIGNED, at + i * 8, a ^ inout.get(JAVA_LONG_UNALIGNED, at + i * 8));
        }
    }
}
