package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code inout[i] = in[i] op inout[i]} for one class of array. Stateless.
 *
 * <p>The loops run over arrays only, which the compiler turns into vector code. Memory that is not such an array passes through one in
 * tiles that stay in the first cache: a loop over {@code MemorySegment} that has seen several classes of memory is many times slower.
 *
 * @param <A> the class of array
 */
abstract sealed class ArrayKernels<A>
        permits ByteKernels, ShortKernels, IntKernels, LongKernels, FloatKernels, DoubleKernels, HalfFloatKernels {
    private static final int TILE_BYTES = 2048;

    /** Where a tile of each of many ranks is read: more of one before the next, since it comes from another core's cache. */
    private static final int TILE_BYTES_OF_ALL = 8192;

    private final Class<A> array;
    private final int elementBytes;

    ArrayKernels(Class<A> array, int elementBytes) {
        this.array = array;
        this.elementBytes = elementBytes;
    }

    abstract A allocate(int count);

    /** {@code y[i] = x[i] op y[i]} in {@code [from, to)}. One index for both, or the compiler fears that the arrays overlap. */
    abstract void combine(Operator operator, A x, A y, int from, int to);

    final void apply(Operator operator, MemorySegment in, long inAt, MemorySegment inout, long at, long count) {
        A x = arrayOf(in, inAt);
        A y = arrayOf(inout, at);
        if (x != null && y != null && index(in, inAt) == index(inout, at)) {
            combine(operator, x, y, index(in, inAt), index(in, inAt) + Math.toIntExact(count));
            return;
        }
        int tile = (int) Math.min(count, TILE_BYTES / elementBytes);
        A left = allocate(tile);
        A right = allocate(tile);
        MemorySegment leftSegment = segment(left);
        MemorySegment rightSegment = segment(right);
        for (long done = 0; done < count; done += tile) {
            int turn = (int) Math.min(tile, count - done);
            long offset = done * elementBytes;
            long bytes = (long) turn * elementBytes;
            MemorySegment.copy(in, inAt + offset, leftSegment, 0, bytes);
            MemorySegment.copy(inout, at + offset, rightSegment, 0, bytes);
            combine(operator, left, right, 0, turn);
            MemorySegment.copy(rightSegment, 0, inout, at + offset, bytes);
        }
    }

    /**
     * As {@link Reduction#applyToAll}: tile by tile, so that the result of one passes through the first cache once, whatever the number of ranks. Arrays that begin where
     * a tile does are read and written without a copy.
     */
    final void applyToAll(Operator operator, Contributions from, MemorySegment into, long at, long count) {
        int tile = (int) Math.min(count, TILE_BYTES_OF_ALL / elementBytes);
        Tiles tiles = from.tiles();
        tiles.prepare(this, tile);
        A left = Objects.requireNonNull(array.cast(tiles.left()));
        A whole = count == tile && !from.areInPlace() ? firstOf(into, at) : null;
        A right = whole != null ? whole : Objects.requireNonNull(array.cast(tiles.right()));
        for (long done = 0; done < count; done += tile) {
            applyToAll(operator, from, left, right, done, (int) Math.min(tile, count - done));
            if (whole == null) {
                MemorySegment.copy(segment(right), 0, into, at + done * elementBytes, Math.min(tile, count - done) * elementBytes);
            }
        }
    }

    private void applyToAll(Operator operator, Contributions from, A left, A right, long done, int turn) {
        MemorySegment leftSegment = segment(left);
        long offset = done * elementBytes;
        long bytes = (long) turn * elementBytes;
        int last = from.ranks() - 1;
        MemorySegment.copy(from.memory(last), from.at(last) + offset, segment(right), 0, bytes);
        for (int rank = last - 1; rank >= 0; rank--) {
            MemorySegment memory = from.memory(rank);
            long place = from.at(rank) + offset;
            A own = firstOf(memory, place);
            if (own == null) {
                MemorySegment.copy(memory, place, leftSegment, 0, bytes);
            }
            combine(operator, own == null ? left : own, right, 0, turn);
        }
    }

    boolean isArray(Object object) {
        return array.isInstance(object);
    }

    /** The array whose first element is there; null if there is none. */
    private @Nullable A firstOf(MemorySegment segment, long at) {
        A found = arrayOf(segment, at);
        return found != null && index(segment, at) == 0 ? found : null;
    }

    private @Nullable A arrayOf(MemorySegment segment, long at) {
        Object base = segment.heapBase().orElse(null);
        return array.isInstance(base) && (segment.address() + at) % elementBytes == 0 ? array.cast(base) : null;
    }

    private int index(MemorySegment segment, long at) {
        return (int) ((segment.address() + at) / elementBytes);
    }

    private static MemorySegment segment(Object array) {
        return switch (array) {
            case byte[] bytes -> MemorySegment.ofArray(bytes);
            case short[] shorts -> MemorySegment.ofArray(shorts);
            case int[] ints -> MemorySegment.ofArray(ints);
            case long[] longs -> MemorySegment.ofArray(longs);
            case float[] floats -> MemorySegment.ofArray(floats);
            case double[] doubles -> MemorySegment.ofArray(doubles);
            default -> throw new AssertionError(array.getClass());
        };
    }
}
