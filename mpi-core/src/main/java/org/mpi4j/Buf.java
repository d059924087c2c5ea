package org.mpi4j;

import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one buffer argument: memory, element count and datatype. Immutable, cheap to make, and free to reuse. It refers to the
 * memory; it never copies it.
 */
public final class Buf {
    /** Stands for {@code MPI_IN_PLACE} where a second argument is needed. */
    public static final Buf IN_PLACE = new Buf(MemorySegment.NULL, null, 0, 0, Datatype.BYTE, null, null);

    private final MemorySegment memory;
    private final boolean @Nullable [] booleans;
    private final int booleansOffset;
    private final long count;
    private final Datatype type;
    private final long @Nullable [] counts;
    private final long @Nullable [] displs;

    private Buf(
            MemorySegment memory,
            boolean @Nullable [] booleans,
            int booleansOffset,
            long count,
            Datatype type,
            long @Nullable [] counts,
            long @Nullable [] displs) {
        this.memory = memory;
        this.booleans = booleans;
        this.booleansOffset = booleansOffset;
        this.count = count;
        this.type = type;
        this.counts = counts;
        this.displs = displs;
    }

    public static Buf of(byte[] array) {
        return new Buf(MemorySegment.ofArray(array), null, 0, array.length, Datatype.BYTE, null, null);
    }

    public static Buf of(byte[] array, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, array.length);
        return new Buf(MemorySegment.ofArray(array).asSlice(offset, count), null, 0, count, Datatype.BYTE, null, null);
    }

    /** Elements of a type laid out over the array, from its start: as many as fit. */
    public static Buf of(byte[] array, Datatype type) {
        return of(MemorySegment.ofArray(array), type);
    }

    public static Buf of(char[] array) {
        return new Buf(MemorySegment.ofArray(array), null, 0, array.length, Datatype.CHAR, null, null);
    }

    public static Buf of(char[] array, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, array.length);
        return new Buf(MemorySegment.ofArray(array).asSlice(offset * 2L, count * 2L), null, 0, count, Datatype.CHAR, null, null);
    }

    /** Elements of a type laid out over the array, from its start: as many as fit. */
    public static Buf of(char[] array, Datatype type) {
        return of(MemorySegment.ofArray(array), type);
    }

    public static Buf of(short[] array) {
        return new Buf(MemorySegment.ofArray(array), null, 0, array.length, Datatype.SHORT, null, null);
    }

    public static Buf of(short[] array, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, array.length);
        return new Buf(MemorySegment.ofArray(array).asSlice(offset * 2L, count * 2L), null, 0, count, Datatype.SHORT, null, null);
    }

    /** Elements of a type laid out over the array, from its start: as many as fit. */
    public static Buf of(short[] array, Datatype type) {
        return of(MemorySegment.ofArray(array), type);
    }

    public static Buf of(int[] array) {
        return new Buf(MemorySegment.ofArray(array), null, 0, array.length, Datatype.INT, null, null);
    }

    public static Buf of(int[] array, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, array.length);
        return new Buf(MemorySegment.ofArray(array).asSlice(offset * 4L, count * 4L), null, 0, count, Datatype.INT, null, null);
    }

    /** Elements of a type laid out over the array, from its start: as many as fit. */
    public static Buf of(int[] array, Datatype type) {
        return of(MemorySegment.ofArray(array), type);
    }

    public static Buf of(long[] array) {
        return new Buf(MemorySegment.ofArray(array), null, 0, array.length, Datatype.LONG, null, null);
    }

    public static Buf of(long[] array, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, array.length);
        return new Buf(MemorySegment.ofArray(array).asSlice(offset * 8L, count * 8L), null, 0, count, Datatype.LONG, null, null);
    }

    /** Elements of a type laid out over the array, from its start: as many as fit. */
    public static Buf of(long[] array, Datatype type) {
        return of(MemorySegment.ofArray(array), type);
    }

    public static Buf of(float[] array) {
        return new Buf(MemorySegment.ofArray(array), null, 0, array.length, Datatype.FLOAT, null, null);
    }

    public static Buf of(float[] array, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, array.length);
        return new Buf(MemorySegment.ofArray(array).asSlice(offset * 4L, count * 4L), null, 0, count, Datatype.FLOAT, null, null);
    }

    /** Elements of a type laid out over the array, from its start: as many as fit. */
    public static Buf of(float[] array, Datatype type) {
        return of(MemorySegment.ofArray(array), type);
    }

    public static Buf of(double[] array) {
        return new Buf(MemorySegment.ofArray(array), null, 0, array.length, Datatype.DOUBLE, null, null);
    }

    public static Buf of(double[] array, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, array.length);
        return new Buf(MemorySegment.ofArray(array).asSlice(offset * 8L, count * 8L), null, 0, count, Datatype.DOUBLE, null, null);
    }

    /** Elements of a type laid out over the array, from its start: as many as fit. */
    public static Buf of(double[] array, Datatype type) {
        return of(MemorySegment.ofArray(array), type);
    }

    public static Buf of(boolean[] array) {
        return new Buf(MemorySegment.NULL, array, 0, array.length, Datatype.BOOLEAN, null, null);
    }

    public static Buf of(boolean[] array, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, array.length);
        return new Buf(MemorySegment.NULL, array, offset, count, Datatype.BOOLEAN, null, null);
    }

    /** The elements from position to limit. Later changes of the position do not matter. */
    public static Buf of(Buffer buffer) {
        Datatype type =
                switch (buffer) {
                    case ByteBuffer _ -> Datatype.BYTE;
                    case CharBuffer _ -> Datatype.CHAR;
                    case ShortBuffer _ -> Datatype.SHORT;
                    case IntBuffer _ -> Datatype.INT;
                    case LongBuffer _ -> Datatype.LONG;
                    case FloatBuffer _ -> Datatype.FLOAT;
                    case DoubleBuffer _ -> Datatype.DOUBLE;
                    default -> throw new MpiException(ErrorClass.TYPE, "Buf.of: no datatype for buffer=" + buffer.getClass().getName());
                };
        return new Buf(MemorySegment.ofBuffer(buffer), null, 0, buffer.remaining(), type, null, null);
    }

    /** As many elements of the type as fit into the segment. */
    public static Buf of(MemorySegment segment, Datatype type) {
        return of(segment, fitting(segment.byteSize(), type), type);
    }

    /** {@code count} elements of the type from the start of the segment. */
    public static Buf of(MemorySegment segment, long count, Datatype type) {
        if (count < 0 || count > fitting(segment.byteSize(), type)) {
            throw new MpiException(
                    ErrorClass.COUNT, "Buf.of: count=" + count + " of type=" + type + " does not fit into bytes=" + segment.byteSize());
        }
        return new Buf(segment, null, 0, count, type, null, null);
    }

    private static long fitting(long bytes, Datatype type) {
        long first = type.trueLowerBound() + type.trueExtent();
        if (type.trueLowerBound() < 0) {
            throw new MpiException(ErrorClass.TYPE, "Buf.of: type=" + type + " begins at byte=" + type.trueLowerBound() + ", before the memory");
        }
        if (bytes < first || type.extent() <= 0) {
            return first == 0 ? 1 : bytes < first ? 0 : 1;
        }
        return 1 + (bytes - first) / type.extent();
    }

    /** This memory seen as one block per rank: {@code counts[i]} elements at {@code displs[i]} elements from the start. */
    public Buf blocks(long[] counts, long[] displs) {
        return new Buf(memory, booleans, booleansOffset, count, type, counts.clone(), displs.clone());
    }

    /** Blocks that follow each other without a gap. */
    public Buf blocks(long[] counts) {
        long[] starts = new long[counts.length];
        for (int i = 1; i < counts.length; i++) {
            starts[i] = starts[i - 1] + counts[i - 1];
        }
        return new Buf(memory, booleans, booleansOffset, count, type, counts.clone(), starts);
    }

    /** The memory, from the first element on; {@code NULL} where {@link #booleans} is not null. */
    public MemorySegment memory() {
        return memory;
    }

    /** The array, where this was made of a {@code boolean[]}, which a segment cannot hold. */
    public boolean @Nullable [] booleans() {
        return booleans;
    }

    /** The first element in {@link #booleans}; 0 where that is null. */
    public int booleansOffset() {
        return booleansOffset;
    }

    /** Whether the memory can only be sent from. */
    public boolean isReadOnly() {
        return memory.isReadOnly();
    }

    public long count() {
        return count;
    }

    public Datatype type() {
        return type;
    }

    /** Elements per rank; null unless made by {@link #blocks}. Not to be changed. */
    public long @Nullable [] counts() {
        return counts;
    }

    /** Where each rank's block starts, in elements; null unless made by {@link #blocks}. Not to be changed. */
    public long @Nullable [] displs() {
        return displs;
    }
}
