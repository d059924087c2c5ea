package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * {@code MAXLOC} and {@code MINLOC}: the greater or lesser value with its index, of equal values the lower index. Stateless. NaN wins as in
 * {@code Math.max} and {@code Math.min}; unlike there, 0.0 and -0.0 are equal.
 */
final class PairKernels {
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle FLOATS = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.nativeOrder());
    private static final VarHandle DOUBLES = MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.nativeOrder());

    private static final int TILE_ELEMENTS = 256;

    private PairKernels() {}

    static void apply(Operator operator, MemorySegment in, long inAt, MemorySegment inout, long at, long count, TypeMap type) {
        Element element = Objects.requireNonNull(type.element());
        int extent = (int) type.extent();
        int last = (int) type.trueExtent();
        int tile = (int) Math.min(count, TILE_ELEMENTS);
        byte[] x = new byte[tile * extent];
        byte[] y = new byte[tile * extent];
        MemorySegment left = MemorySegment.ofArray(x);
        MemorySegment right = MemorySegment.ofArray(y);
        for (long done = 0; done < count; done += tile) {
            int turn = (int) Math.min(tile, count - done);
            long offset = done * extent;
            long bytes = (turn - 1L) * extent + last;
            MemorySegment.copy(in, inAt + offset, left, 0, bytes);
            MemorySegment.copy(inout, at + offset, right, 0, bytes);
            combine(operator == Operator.MAXLOC, element, extent, x, y, turn);
            MemorySegment.copy(right, 0, inout, at + offset, bytes);
        }
    }

    private static void combine(boolean max, Element element, int extent, byte[] x, byte[] y, int count) {
        int index = element.indexOffset();
        for (int at = 0; at < count * extent; at += extent) {
            int lead = lead(max, element, x, y, at);
            if (lead > 0 || (lead == 0 && (int) INTS.get(x, at + index) < (int) INTS.get(y, at + index))) {
                System.arraycopy(x, at, y, at, index + Integer.BYTES);
            }
        }
    }

    /** Positive if the value in {@code x} wins, negative if that in {@code y} does, 0 if they are equal. */
    private static int lead(boolean max, Element element, byte[] x, byte[] y, int at) {
        return switch (element) {
            case FLOAT_INT -> lead(max, (float) FLOATS.get(x, at), (float) FLOATS.get(y, at));
            case DOUBLE_INT -> lead(max, (double) DOUBLES.get(x, at), (double) DOUBLES.get(y, at));
            case LONG_INT -> lead(max, (long) LONGS.get(x, at), (long) LONGS.get(y, at));
            case TWO_INT -> lead(max, (long) (int) INTS.get(x, at), (long) (int) INTS.get(y, at));
            case SHORT_INT -> lead(max, (long) (short) SHORTS.get(x, at), (long) (short) SHORTS.get(y, at));
            default -> throw new AssertionError(element);
        };
    }

    private static int lead(boolean max, long a, long b) {
        return a == b ? 0 : (a > b) == max ? 1 : -1;
    }

    private static int lead(boolean max, double a, double b) {
        if (a == b) {
            return 0;
        }
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
        }
        return (a > b) == max ? 1 : -1;
    }
}
