package org.mpi4j.internal.datatype;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/** The logical operations on integers of any width: all but 0 is true, the result is 1 or 0. Stateless. */
final class LogicalKernels {
    private LogicalKernels() {}

    static void apply(Operator operator, MemorySegment in, long inAt, MemorySegment inout, long at, long count, long width) {
        switch ((int) width) {
            case 1 -> {
                for (long i = 0; i < count; i++) {
                    inout.set(JAVA_BYTE, at + i, (byte) combine(operator, in.get(JAVA_BYTE, inAt + i), inout.get(JAVA_BYTE, at + i)));
                }
            }
            case 2 -> {
                for (long i = 0; i < 2 * count; i += 2) {
                    short b = inout.get(JAVA_SHORT_UNALIGNED, at + i);
                    inout.set(JAVA_SHORT_UNALIGNED, at + i, (short) combine(operator, in.get(JAVA_SHORT_UNALIGNED, inAt + i), b));
                }
            }
            case 4 -> {
                for (long i = 0; i < 4 * count; i += 4) {
                    int b = inout.get(JAVA_INT_UNALIGNED, at + i);
                    inout.set(JAVA_INT_UNALIGNED, at + i, combine(operator, in.get(JAVA_INT_UNALIGNED, inAt + i), b));
                }
            }
            case 8 -> {
                for (long i = 0; i < 8 * count; i += 8) {
                    long b = inout.get(JAVA_LONG_UNALIGNED, at + i);
                    inout.set(JAVA_LONG_UNALIGNED, at + i, combine(operator, in.get(JAVA_LONG_UNALIGNED, inAt + i), b));
                }
            }
            default -> throw new AssertionError(width);
        }
    }

    static int combine(Operator operator, long a, long b) {
        boolean result =
                switch (operator) {
                    case LAND -> a != 0 && b != 0;
                    case LOR -> (a | b) != 0;
                    case LXOR -> (a != 0) != (b != 0);
                    case MAX, MIN, SUM, PROD, BAND, BOR, BXOR, MAXLOC, MINLOC, REPLACE, NO_OP -> throw new AssertionError(operator);
                };
        return result ? 1 : 0;
    }
}
