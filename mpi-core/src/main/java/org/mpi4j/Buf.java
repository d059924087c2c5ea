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
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.datatype.Packing;
import org.mpi4j.internal.datatype.TypeMap;

/**
 * The one buffer argument: memory, element count and datatype. Immutable, cheap to make, and free to reuse. It refers to the
 * memory; it never copies it.
 *
 * <p>A send reads {@code count} elements of the datatype. A receive writes only what the message brought: elements that it did not
 * bring, and gaps between the data of a derived datatype, keep their values. Values travel as the bytes they have in memory, in the
 * byte order of the machine; so a view of a {@link ByteBuffer} in the other order is for both ends to agree upon.
 *
 * <p>Any thread that waits in this library may have to move the data: off-heap memory comes from {@code Arena.ofShared()} or
 * {@code Arena.ofAuto()}, and its arena stays open until the operation is complete. Memory that is confined to one thread is a BUFFER error.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.3.2.2 MPI 5.0, section 3.2.2
 */
public final class Buf {
    /** Stands for {@code MPI_IN_PLACE} where a second argument is needed. It is no buffer anywhere else. */
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

    private static Buf plain(MemorySegment memory, long count, Datatype type) {
        return new Buf(memory, null, 0, count, type, null, null);
    }

    /**
     * All elements of the array, as {@link Datatype#BYTE}.
     *
     * @param array is referred to, not copied
     * @return its elements
     */
    public static Buf of(byte[] array) {
        return plain(MemorySegment.ofArray(array), array.length, Datatype.BYTE);
    }

    /**
     * {@code count} elements of the array from {@code offset} on, as {@link Datatype#BYTE}.
     *
     * @param array is referred to, not copied
     * @param offset the index of the first element
     * @param count how many elements
     * @return these elements
     * @throws MpiException COUNT if {@code offset < 0}, {@code count < 0} or {@code offset + count > array.length}
     */
    public static Buf of(byte[] array, int offset, int count) {
        return part(MemorySegment.ofArray(array), offset, count, array.length, Datatype.BYTE);
    }

    /**
     * Elements of a datatype laid out over the array from its start: as many as fit, by {@link #of(MemorySegment, Datatype)}.
     *
     * @param array is referred to, not copied
     * @param type the datatype of an element
     * @return its elements
     * @throws MpiException TYPE if {@code type.trueLowerBound() < 0}
     */
    public static Buf of(byte[] array, Datatype type) {
        return of(MemorySegment.ofArray(array), type);
    }

    /**
     * {@code count} elements of a datatype laid out over the array, the first at {@code array[offset]}.
     *
     * @param array is referred to, not copied
     * @param offset the index where the first element starts
     * @param count how many elements of {@code type}
     * @param type the datatype of an element
     * @return these elements
     * @throws MpiException COUNT if {@code offset < 0}, {@code count < 0} or an element leaves the array
     */
    public static Buf of(byte[] array, int offset, long count, Datatype type) {
        return from(MemorySegment.ofArray(array), offset, array.length, count, type);
    }

    /**
     * All elements of the array, as {@link Datatype#CHAR}.
     *
     * @param array is referred to, not copied
     * @return its elements
     */
    public static Buf of(char[] array) {
        return plain(MemorySegment.ofArray(array), array.length, Datatype.CHAR);
    }

    /**
     * {@code count} elements of the array from {@code offset} on, as {@link Datatype#CHAR}.
     *
     * @param array is referred to, not copied
     * @param offset the index of the first element
     * @param count how many elements
     * @return these elements
     * @throws MpiException COUNT if {@code offset < 0}, {@code count < 0} or {@code offset + count > array.length}
     */
    public static Buf of(char[] array, int offset, int count) {
        return part(MemorySegment.ofArray(array), offset, count, array.length, Datatype.CHAR);
    }

    /**
     * Elements of a datatype laid out over the array from its start: as many as fit, by {@link #of(MemorySegment, Datatype)}.
     *
     * @param array is referred to, not copied
     * @param type the datatype of an element
     * @return its elements
     * @throws MpiException TYPE if {@code type.trueLowerBound() < 0}
     */
    public static Buf of(char[] array, Datatype type) {
        return of(MemorySegment.ofArray(array), type);
    }

    /**
     * {@code count} elements of a datatype laid out over the array, the first at {@code array[offset]}.
     *
     * @param array is referred to, not copied
     * @param offset the index where the first element starts
     * @param count how many elements of {@code type}
     * @param type the datatype of an element
     * @return these elements
     * @throws MpiException COUNT if {@code offset < 0}, {@code count < 0} or an element leaves the array
     */
    public static Buf of(char[] array, int offset, long count, Datatype type) {
        return from(MemorySegment.ofArray(array), offset, array.length, count, type);
    }

    /**
     * All elements of the array, as {@link Datatype#SHORT}.
     *
     * @param array is referred to, not copied
     * @return its elements
     */
    public static Buf of(short[] array) {
        return plain(MemorySegment.ofArray(array), array.length, Datatype.SHORT);
    }

    /**
     * {@code count} elements of the array from {@code offset} on, as {@link Datatype#SHORT}.
     *
     * @param array is referred to, not copied
     * @param offset the index of the first element
     * @param count how many elements
     * @return these elements
     * @throws MpiException COUNT if {@code offset < 0}, {@code count < 0} or {@code offset + count > array.length}
     */
    public static Buf of(short[] array, int offset, int count) {
        return part(MemorySegment.ofArray(array), offset, count, array.length, Datatype.SHORT);
    }

    /**
     * Elements of a datatype laid out over the array from its start: as many as fit, by {@link #of(MemorySegment, Datatype)}.
     *
     * @param array is referred to, not copied
     * @param type the datatype of an element
     * @return its elements
     * @throws MpiException TYPE if {@code type.trueLowerBound() < 0}
     */
    public static Buf of(short[] array, Datatype type) {
        return of(MemorySegment.ofArray(array), type);
    }

    /**
     * {@code count} elements of a datatype laid out over the array, the first at {@code array[offset]}.
     *
     * @param array is referred to, not copied
     * @param offset the index where the first element starts
     * @param count how many elements of {@code type}
     * @param type the datatype of an element
     * @return these elements
     * @throws MpiException COUNT if {@code offset < 0}, {@code count < 0} or an element leaves the array
     */
    public static Buf of(short[] array, int offset, long count, Datatype type) {
        return from(MemorySegment.ofArray(array), offset, array.length, count, type);
    }

    /**
     * All elements of the array, as {@link Datatype#INT}.
     *
     * @param array is referred to, not copied
     * @return its elements
     */
    public static Buf of(int[] array) {
        return plain(MemorySegment.ofArray(array), array.length, Datatype.INT);
    }

    /**
     * {@code count} elements of the array from {@code offset} on, as {@link Datatype#INT}.
     *
     * @param array is referred to, not copied
     * @param offset the index of the first element
     * @param count how many elements
     * @return these elements
     * @throws MpiException COUNT if {@code offset < 0}, {@code count < 0} or {@code offset + count > array.length}
     */
    public static Buf of(int[] array, int offset, int count) {
        return part(MemorySegment.ofArray(array), offset, count, array.length, Datatype.INT);
    }

    /**
     * Elements of a datatype laid out over the array from its start: as many as fit, by {@link #of(MemorySegment, Datatype)}.
     *
     * @param array is referred to, not copied
     * @param type the datatype of an element
     * @return its elements
     * @throws MpiException TYPE if {@code type.trueLowerBound() < 0}
     */
    public static Buf of(int[] array, Datatype type) {
        return of(MemorySegment.ofArray(array), type);
    }

    /**
     * {@code count} elements of a datatype laid out over the array, the first at {@code array[offset]}.
     *
     * @param array is referred to, not copied
     * @param offset the index where the first element starts
     * @param count how many elements of {@code type}
     * @param type the datatype of an element
     * @return these elements
     * @throws MpiException COUNT if {@code offset < 0}, {@code count < 0} or an element leaves the array
     */
    public static Buf of(int[] array, int offset, long count, Datatype type) {
        return from(MemorySegment.ofArray(array), offset, array.length, count, type);
    }

    /**
     * All elements of the array, as {@link Datatype#LONG}.
     *
     * @param array is referred to, not copied
     * @return its elements
     */
    public static Buf of(long[] array) {
        return plain(MemorySegment.ofArray(array), array.length, Datatype.LONG);
    }

    /**
     * {@code count} elements of the array from {@code offset} on, as {@link Datatype#LONG}.
     *
     * @param array is referred to, not copied
     * @param offset the index of the first element
     * @param count how many elements
     * @return these elements
     * @throws MpiException COUNT if {@code offset < 0}, {@code count < 0} or {@code offset + count > array.length}
     */
    public static Buf of(long[] array, int offset, int count) {
        return part(MemorySegment.ofArray(array), offset, count, array.length, Datatype.LONG);
    }

    /**
     * Elements of a datatype laid out over the array from its start: as many as fit, by {@link #of(MemorySegment, Datatype)}.
     *
     * @param array is referred to, not copied
     * @param type the datatype of an element
     * @return its elements
     * @throws MpiException TYPE if {@code type.trueLowerBound() < 0}
     */
    public static Buf of(long[] array, Datatype type) {
        return of(MemorySegment.ofArray(array), type);
    }

    /**
     * {@code count} elements of a datatype laid out over the array, the first at {@code array[offset]}.
     *
     * @param array is referred to, not copied
     * @param offset the index where the first element starts
     * @param count how many elements of {@code type}
     * @param type the datatype of an element
     * @return these elements
     * @throws MpiException COUNT if {@code offset < 0}, {@code count < 0} or an element leaves the array
     */
    public static Buf of(long[] array, int offset, long count, Datatype type) {
        return from(MemorySegment.ofArray(array), offset, array.length, count, type);
    }

    /**
     * All elements of the array, as {@link Datatype#FLOAT}.
     *
     * @param array is referred to, not copied
     * @return its elements
     */
    public static Buf of(float[] array) {
        return plain(MemorySegment.ofArray(array), array.length, Datatype.FLOAT);
    }

    /**
     * {@code count} elements of the array from {@code offset} on, as {@link Datatype#FLOAT}.
     *
     * @param array is referred to, not copied
     * @param offset the index of the first element
     * @param count how many elements
     * @return these elements
     * @throws MpiException COUNT if {@code offset < 0}, {@code count < 0} or {@code offset + count > array.length}
     */
    public static Buf of(float[] array, int offset, int count) {
        return part(MemorySegment.ofArray(array), offset, count, array.length, Datatype.FLOAT);
    }

    /**
     * Elements of a datatype laid out over the array from its start: as many as fit, by {@link #of(MemorySegment, Datatype)}.
     *
     * @param array is referred to, not copied
     * @param type the datatype of an element
     * @return its elements
     * @throws MpiException TYPE if {@code type.trueLowerBound() < 0}
     */
    public static Buf of(float[] array, Datatype type) {
        return of(MemorySegment.ofArray(array), type);
    }

    /**
     * {@code count} elements of a datatype laid out over the array, the first at {@code array[offset]}.
     *
     * @param array is referred to, not copied
     * @param offset the index where the first element starts
     * @param count how many elements of {@code type}
     * @param type the datatype of an element
     * @return these elements
     * @throws MpiException COUNT if {@code offset < 0}, {@code count < 0} or an element leaves the array
     */
    public static Buf of(float[] array, int offset, long count, Datatype type) {
        return from(MemorySegment.ofArray(array), offset, array.length, count, type);
    }

    /**
     * All elements of the array, as {@link Datatype#DOUBLE}.
     *
     * @param array is referred to, not copied
     * @return its elements
     */
    public static Buf of(double[] array) {
        return plain(MemorySegment.ofArray(array), array.length, Datatype.DOUBLE);
    }

    /**
     * {@code count} elements of the array from {@code offset} on, as {@link Datatype#DOUBLE}.
     *
     * @param array is referred to, not copied
     * @param offset the index of the first element
     * @param count how many elements
     * @return these elements
     * @throws MpiException COUNT if {@code offset < 0}, {@code count < 0} or {@code offset + count > array.length}
     */
    public static Buf of(double[] array, int offset, int count) {
        return part(MemorySegment.ofArray(array), offset, count, array.length, Datatype.DOUBLE);
    }

    /**
     * Elements of a datatype laid out over the array from its start: as many as fit, by {@link #of(MemorySegment, Datatype)}.
     *
     * @param array is referred to, not copied
     * @param type the datatype of an element
     * @return its elements
     * @throws MpiException TYPE if {@code type.trueLowerBound() < 0}
     */
    public static Buf of(double[] array, Datatype type) {
        return of(MemorySegment.ofArray(array), type);
    }

    /**
     * {@code count} elements of a datatype laid out over the array, the first at {@code array[offset]}.
     *
     * @param array is referred to, not copied
     * @param offset the index where the first element starts
     * @param count how many elements of {@code type}
     * @param type the datatype of an element
     * @return these elements
     * @throws MpiException COUNT if {@code offset < 0}, {@code count < 0} or an element leaves the array
     */
    public static Buf of(double[] array, int offset, long count, Datatype type) {
        return from(MemorySegment.ofArray(array), offset, array.length, count, type);
    }

    /**
     * All elements of the array, as {@link Datatype#BOOLEAN}: a byte each on their way, 1 for true. Of a non-blocking operation, the array is read when
     * it starts, and written by the wait or test that tells of its end.
     *
     * @param array is referred to, not copied
     * @return its elements
     */
    public static Buf of(boolean[] array) {
        return new Buf(MemorySegment.NULL, array, 0, array.length, Datatype.BOOLEAN, null, null);
    }

    /**
     * {@code count} elements of the array from {@code offset} on, as {@link Datatype#BOOLEAN}.
     *
     * @param array is referred to, not copied
     * @param offset the index of the first element
     * @param count how many elements
     * @return these elements
     * @throws MpiException COUNT if {@code offset < 0}, {@code count < 0} or {@code offset + count > array.length}
     */
    public static Buf of(boolean[] array, int offset, int count) {
        requireRange(offset, count, array.length);
        return new Buf(MemorySegment.NULL, array, offset, count, Datatype.BOOLEAN, null, null);
    }

    /**
     * The elements from position to limit of a heap or direct buffer. Later changes of the position do not matter, and the position is not
     * moved. A read-only buffer can be sent from. The bytes travel as they are, whatever {@link ByteBuffer#order} says.
     *
     * @param buffer its memory is referred to, not copied
     * @return its elements, of the buffer's own primitive datatype
     * @throws MpiException BUFFER if there is no memory under the buffer, as under {@code CharBuffer.wrap(CharSequence)}
     */
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
                    default -> throw noMemory(buffer);
                };
        try {
            return plain(MemorySegment.ofBuffer(buffer), buffer.remaining(), type);
        } catch (IllegalArgumentException e) {
            MpiException error = noMemory(buffer);
            error.initCause(e);
            throw error;
        }
    }

    private static MpiException noMemory(Buffer buffer) {
        return new MpiException(ErrorClass.BUFFER, "Buf.of: no memory that can be sent from: buffer=" + buffer.getClass().getName());
    }

    /**
     * As many elements of the datatype as fit into the segment, the first at its start: none where not even the data of one does, and one
     * where the extent is not positive. What follows the last element's data need not be there.
     *
     * @param segment heap or off-heap memory, which need not be aligned
     * @param type the datatype of an element
     * @return its elements
     * @throws MpiException TYPE if {@code type.trueLowerBound() < 0}
     */
    public static Buf of(MemorySegment segment, Datatype type) {
        long end = requireFromStart(type) + type.trueExtent();
        long count = segment.byteSize() < end ? 0 : type.extent() <= 0 ? 1 : 1 + (segment.byteSize() - end) / type.extent();
        return plain(segment, count, type);
    }

    /**
     * {@code count} elements of the datatype, the first at the start of the segment. For a datatype without data any count fits.
     *
     * @param segment heap or off-heap memory, which need not be aligned
     * @param count how many elements
     * @param type the datatype of an element
     * @return these elements
     * @throws MpiException COUNT if {@code count < 0} or an element leaves the segment; TYPE if {@code type.trueLowerBound() < 0}
     */
    public static Buf of(MemorySegment segment, long count, Datatype type) {
        requireFromStart(type);
        if (!TypeMap.of(type).spansWithin(segment.byteSize(), 0, count)) {
            throw new MpiException(
                    ErrorClass.COUNT,
                    "Buf.of: the elements do not fit into the memory: count=" + count + " type=" + type + " extent=" + type.extent() + " bytes=" + segment.byteSize());
        }
        return plain(segment, count, type);
    }

    /**
     * {@code count} elements of the datatype, the first at {@code offsetBytes}. They may reach back before it, where a displacement or the extent
     * is negative; {@link #type} then counts displacements from the segment's start.
     *
     * @param segment heap or off-heap memory, which need not be aligned
     * @param offsetBytes where the first element starts, in bytes
     * @param count how many elements
     * @param type the datatype of an element
     * @return these elements
     * @throws MpiException COUNT if {@code count < 0}, {@code offsetBytes < 0}, {@code offsetBytes > segment.byteSize()} or an element leaves the segment
     */
    public static Buf of(MemorySegment segment, long offsetBytes, long count, Datatype type) {
        long bytes = segment.byteSize();
        TypeMap map = TypeMap.of(type);
        if (offsetBytes < 0 || offsetBytes > bytes || !map.spansWithin(bytes, offsetBytes, count)) {
            throw new MpiException(
                    ErrorClass.COUNT,
                    "Buf.of: the elements do not fit into the memory: offsetBytes=" + offsetBytes + " count=" + count + " type=" + type + " extent="
                            + type.extent() + " trueLowerBound=" + type.trueLowerBound() + " bytes=" + bytes);
        }
        boolean reachesBack = type.trueLowerBound() < 0 || type.extent() < 0;
        return reachesBack ? plain(segment, count, map.shifted(offsetBytes)) : plain(segment.asSlice(offsetBytes), count, type);
    }

    private static Buf part(MemorySegment array, int offset, int count, int length, Datatype type) {
        requireRange(offset, count, length);
        return plain(array.asSlice(offset * type.size(), count * type.size()), count, type);
    }

    private static Buf from(MemorySegment array, int offset, int length, long count, Datatype type) {
        requireRange(offset, 0, length);
        long elementBytes = length == 0 ? 0 : array.byteSize() / length;
        return of(array, offset * elementBytes, count, type);
    }

    private static void requireRange(int offset, int count, int length) {
        if (offset < 0 || count < 0 || offset > length - count) {
            throw new MpiException(ErrorClass.COUNT, "Buf.of: outside the array: offset=" + offset + " count=" + count + " length=" + length);
        }
    }

    private static long requireFromStart(Datatype type) {
        if (type.trueLowerBound() < 0) {
            throw new MpiException(
                    ErrorClass.TYPE,
                    "Buf.of: an element begins before the memory, needs an offset: type=" + type + " trueLowerBound=" + type.trueLowerBound());
        }
        return type.trueLowerBound();
    }

    /**
     * This memory seen as one block per rank: {@code counts[i]} elements, the first {@code displs[i]} elements from the start. Blocks may
     * lie anywhere in the memory that this was made of, in any order; those that are received into must not overlap. The arrays are copied.
     *
     * @param counts elements per rank
     * @param displs where each rank's block starts, in elements, that is in extents of the datatype
     * @return the same memory with these blocks
     * @throws MpiException ARG if {@code counts.length != displs.length}; COUNT if a count is negative; ARG if a block of at least one
     *     element leaves the memory
     */
    public Buf blocks(long[] counts, long[] displs) {
        if (counts.length != displs.length) {
            throw new MpiException(
                    ErrorClass.ARG, "Buf.blocks: arrays differ in length: counts.length=" + counts.length + " displs.length=" + displs.length);
        }
        long[] ownCounts = counts.clone();
        long[] ownDispls = displs.clone();
        for (int i = 0; i < ownCounts.length; i++) {
            requireBlock(i, ownCounts[i], ownDispls[i]);
        }
        return new Buf(memory, booleans, booleansOffset, count, type, ownCounts, ownDispls);
    }

    /**
     * Blocks of {@code counts[i]} elements that follow each other without a gap.
     *
     * @param counts elements per rank
     * @return the same memory with these blocks
     * @throws MpiException COUNT if a count is negative; ARG if a block leaves the memory
     */
    public Buf blocks(long[] counts) {
        long[] starts = new long[counts.length];
        for (int i = 0; i < counts.length; i++) {
            requireBlock(i, counts[i], starts[i]);
            if (i + 1 < counts.length) {
                starts[i + 1] = starts[i] + counts[i];
            }
        }
        return new Buf(memory, booleans, booleansOffset, count, type, counts.clone(), starts);
    }

    private void requireBlock(int i, long blockCount, long displ) {
        if (blockCount < 0) {
            throw new MpiException(ErrorClass.COUNT, "Buf.blocks: a count is negative: counts[" + i + "]=" + blockCount);
        }
        long bytes = booleans == null ? memory.byteSize() : count;
        long extent = type.extent();
        long base = displ * extent;
        boolean overflows = Math.multiplyHigh(displ, extent) != base >> 63;
        if (blockCount > 0 && type.size() > 0 && (overflows || !TypeMap.of(type).spansWithin(bytes, base, blockCount))) {
            throw new MpiException(
                    ErrorClass.ARG,
                    "Buf.blocks: a block leaves the memory: counts[" + i + "]=" + blockCount + " displs[" + i + "]=" + displ + " type=" + type + " extent="
                            + extent + " bytes=" + bytes);
        }
    }

    /**
     * Writes this buffer's elements one after the other, without gaps, to {@code packed[position]} onwards. Several may follow each
     * other, of any datatypes; together they are sent as {@link Datatype#PACKED} and received as that, or as the datatypes that were packed.
     *
     * @param packed memory outside of this buffer's
     * @param position in bytes, where to begin
     * @return where the next may begin: {@code position + type().packSize(count())}
     * @throws MpiException ARG if {@code position < 0} or {@code position > packed.byteSize()}; COUNT if there is too little room; BUFFER if
     *     {@code packed} is read-only or this is {@link #IN_PLACE}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.5.2 MPI 5.0, section 5.2
     */
    public long pack(MemorySegment packed, long position) {
        return Packing.pack(this, packed, position);
    }

    /**
     * Reads this buffer's elements, all of them, from {@code packed[position]} onwards, as {@link #pack} has written them.
     *
     * @param packed memory outside of this buffer's
     * @param position in bytes, where to begin
     * @return where the next begins: {@code position + type().packSize(count())}
     * @throws MpiException ARG if {@code position < 0} or {@code position > packed.byteSize()}; COUNT if there are too few bytes; BUFFER if
     *     this is read-only or {@link #IN_PLACE}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.5.2 MPI 5.0, section 5.2
     */
    public long unpack(MemorySegment packed, long position) {
        return Packing.unpack(this, packed, position);
    }

    /**
     * As {@link #pack}, in the standard's portable form "external32": big-endian, on every machine the same. Each primitive has its
     * size in Java, so {@link Datatype#LONG} is the standard's {@code MPI_INT64_T} of 8 bytes, {@link Datatype#CHAR} its {@code MPI_WCHAR} of 2.
     *
     * @param packed memory outside of this buffer's
     * @param position in bytes, where to begin
     * @return where the next may begin: {@code position + type().packExternalSize(count())}
     * @throws MpiException as {@link #pack}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.5.3 MPI 5.0, section 5.3
     */
    public long packExternal(MemorySegment packed, long position) {
        return Packing.packExternal(this, packed, position);
    }

    /**
     * As {@link #unpack}, of what {@link #packExternal} or another MPI has written.
     *
     * @param packed memory outside of this buffer's
     * @param position in bytes, where to begin
     * @return where the next begins: {@code position + type().packExternalSize(count())}
     * @throws MpiException as {@link #unpack}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.5.3 MPI 5.0, section 5.3
     */
    public long unpackExternal(MemorySegment packed, long position) {
        return Packing.unpackExternal(this, packed, position);
    }

    /** {@return the memory that {@link #type} lies over; {@code NULL} where {@link #booleans} is not null} */
    public MemorySegment memory() {
        return memory;
    }

    /** {@return the array, where this was made of a {@code boolean[]}, which a segment cannot hold; null otherwise} */
    public boolean @Nullable [] booleans() {
        return booleans;
    }

    /** {@return the index of the first element in {@link #booleans}; 0 where that is null} */
    public int booleansOffset() {
        return booleansOffset;
    }

    /** {@return whether the memory can be sent from only: to receive into it is a BUFFER error} */
    public boolean isReadOnly() {
        return memory.isReadOnly();
    }

    /** {@return how many elements of {@link #type} there are} */
    public long count() {
        return count;
    }

    /** {@return the datatype of an element} */
    public Datatype type() {
        return type;
    }

    /** {@return elements per rank; null unless made by {@link #blocks}} Not to be changed. */
    public long @Nullable [] counts() {
        return counts;
    }

    /**
     * {@return where each rank's block starts, in elements (that is, in extents of the datatype); null unless made by {@link #blocks}} Not to be
     * changed.
     */
    public long @Nullable [] displs() {
        return displs;
    }

    @Override
    public String toString() {
        return "Buf[count=" + count + " type=" + type + (counts == null ? "]" : " blocks=" + counts.length + "]");
    }
}
