package org.mpi4j.internal.datatype;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * {@code MAXLOC} and {@code MINLOC}: the greater or lesser value with its index, of equal values the lower index. Stateless. NaN wins as in
 * {@code Math.max} and {@code Math.min}; unlike there, 0.0 and -0.0 are equal.
 */
final class PairKernels {
    private PairKernels() {}

    static void apply(Operator operator, MemorySegment in, long inAt, MemorySegment inout, long at, long count, TypeMap type) {
        Element element = Objects.requireNonNull(type.element());
        int index = element.indexOffset();
        boolean max = operator == Operator.MAXLOC;
        for (long i = 0; i < count; i++) {
            long a = inAt + i * type.extent();
            long b = at + i * type.extent();
            int order = order(element, in, a, inout, b);
            int ours = in.get(JAVA_INT_UNALIGNED, a + index);
            int theirs = inout.get(JAVA_INT_UNALIGNED, b + index);
            boolean take = order == 0 ? ours < theirs : order == NAN_LEFT || (order != NAN_RIGHT && (max ? order > 0 : order < 0));
            if (take) {
                MemorySegment.copy(in, a, inout, b, element.bytes);
                inout.set(JAVA_INT_UNALIGNED, b + index, ours);
            }
        }
    }

    private static final int NAN_LEFT = 2;
    private static final int NAN_RIGHT = -2;

    private static int order(Element element, MemorySegment in, long a, MemorySegment inout, long b) {
        return switch (element) {
            case FLOAT_INT -> order(in.get(JAVA_FLOAT_UNALIGNED, a), inout.get(JAVA_FLOAT_UNALIGNED, b));
            case DOUBLE_INT -> order(in.get(JAVA_DOUBLE_UNALIGNED, a), inout.get(JAVA_DOUBLE_UNALIGNED, b));
            case LONG_INT -> Long.compare(in.get(JAVA_LONG_UNALIGNED, a), inout.get(JAVA_LONG_UNALIGNED, b));
            case TWO_INT -> Integer.compare(in.get(JAVA_INT_UNALIGNED, a), inout.get(JAVA_INT_UNALIGNED, b));
            case SHORT_INT -> Integer.signum(Short.compare(in.get(JAVA_SHORT_UNALIGNED, a), inout.get(JAVA_SHORT_UNALIGNED, b)));
            case BYTE, BOOLEAN, CHAR, SHORT, INT, LONG, FLOAT, DOUBLE -> throw new AssertionError(element);
        };
    }

    private static int order(double a, double b) {
        if (a == b) {
            return 0;
        }
        if (Double.isNaN(a)) {
            return Double.isNaN(b) ? 0 : NAN_LEFT;
        }
        return Double.isNaN(b) ? NAN_RIGHT : a > b ? 1 : -1;
    }
}
