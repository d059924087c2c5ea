package org.mpi4j;

import java.lang.foreign.MemoryLayout;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.attribute.AttributeKey;
import org.mpi4j.internal.datatype.ArrayTypes;
import org.mpi4j.internal.datatype.DerivedTypes;
import org.mpi4j.internal.datatype.MemoryLayouts;
import org.mpi4j.internal.datatype.PredefinedTypes;
import org.mpi4j.internal.datatype.TypeMap;

/**
 * The layout of one element in memory: which bytes hold data, in which order they travel, and how far apart elements are. Immutable but for
 * its attributes; needs no commit and no free, and may be used by all threads.
 *
 * <p>Predefined datatypes are Java's primitives, other numbers that arrays of primitives can hold, and the pairs that {@link Op#MAXLOC} and
 * {@link Op#MINLOC} take; the static methods build others of them. A type map is a sequence of (primitive, displacement). The lower bound is the least displacement, the upper
 * bound the end of the last byte, rounded up so that the extent is a multiple of the greatest alignment (a primitive's is its size);
 * where {@link #resized} has set bounds in any part of the map, only such bounds count. The true bounds are those of the data alone.
 *
 * <p>Counts, strides and displacements are 64 bits wide. Where a bound or the size of a new datatype does not fit into 64 bits, each
 * method throws {@link MpiException} with ARG. Blocks of length 0 add nothing, not even to the bounds.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.5 MPI 5.0, chapter 5
 */
public sealed interface Datatype permits TypeMap {
    /** {@code byte}: a signed 8-bit integer, so arithmetic is allowed on it, as on {@code MPI_INT8_T}. Size 1. */
    Datatype BYTE = TypeMap.BYTE;
    /** {@code boolean}: a byte that is 0 or 1. Takes the logical operations. Size 1. */
    Datatype BOOLEAN = TypeMap.BOOLEAN;
    /** {@code char}: a character as {@code MPI_WCHAR} is, so no predefined operation is allowed on it. Size 2. */
    Datatype CHAR = TypeMap.CHAR;
    /** {@code short}. Size 2. */
    Datatype SHORT = TypeMap.SHORT;
    /** {@code int}. Size 4. */
    Datatype INT = TypeMap.INT;
    /** {@code long}. Size 8. */
    Datatype LONG = TypeMap.LONG;
    /** {@code float}. Size 4. */
    Datatype FLOAT = TypeMap.FLOAT;
    /** {@code double}. Size 8. */
    Datatype DOUBLE = TypeMap.DOUBLE;
    /** An unsigned integer in a {@code byte}. Size 1. */
    Datatype UINT8_T = TypeMap.UINT8_T;
    /** An unsigned integer in a {@code short}. Size 2. */
    Datatype UINT16_T = TypeMap.UINT16_T;
    /** An unsigned integer in an {@code int}. Size 4. */
    Datatype UINT32_T = TypeMap.UINT32_T;
    /** An unsigned integer in a {@code long}. Size 8. */
    Datatype UINT64_T = TypeMap.UINT64_T;
    /** IEEE 754's binary16 in a {@code short}, as {@link Float#floatToFloat16} makes it. No type of the standard. Size 2. */
    Datatype FLOAT16 = TypeMap.FLOAT16;
    /** The upper half of a {@code float} in a {@code short}: a sign, 8 bits of exponent, 7 of fraction. No type of the standard. Size 2. */
    Datatype BFLOAT16 = TypeMap.BFLOAT16;
    /** A real and an imaginary {@code float}, side by side in a {@code float[]} ({@code MPI_C_FLOAT_COMPLEX}). Size 8. */
    Datatype FLOAT_COMPLEX = TypeMap.FLOAT_COMPLEX;
    /** A real and an imaginary {@code double}, side by side in a {@code double[]} ({@code MPI_C_DOUBLE_COMPLEX}). Size 16. */
    Datatype DOUBLE_COMPLEX = TypeMap.DOUBLE_COMPLEX;
    /** An address or its difference, in a {@code long}. Size 8. */
    Datatype AINT = TypeMap.AINT;
    /** An offset in a file, in a {@code long}. Size 8. */
    Datatype OFFSET = TypeMap.OFFSET;
    /** A count, in a {@code long}. Size 8. */
    Datatype COUNT = TypeMap.COUNT;
    /** A byte of what {@link Buf#pack} has written. Size 1. */
    Datatype PACKED = TypeMap.PACKED;
    /** The C struct of a {@code float} at byte 0 and its {@code int} index at byte 4. Size 8, extent 8. */
    Datatype FLOAT_INT = TypeMap.FLOAT_INT;
    /** The C struct of a {@code double} at byte 0 and its {@code int} index at byte 8. Size 12, extent 16. */
    Datatype DOUBLE_INT = TypeMap.DOUBLE_INT;
    /** The C struct of a {@code long} at byte 0 and its {@code int} index at byte 8. Size 12, extent 16. */
    Datatype LONG_INT = TypeMap.LONG_INT;
    /** An {@code int} at byte 0 and its {@code int} index at byte 4 ({@code MPI_2INT}). Size 8, extent 8. */
    Datatype TWO_INT = TypeMap.TWO_INT;
    /** The C struct of a {@code short} at byte 0 and its {@code int} index at byte 4. Size 6, extent 8. */
    Datatype SHORT_INT = TypeMap.SHORT_INT;

    /** In {@link #darray}: the block length follows from the distribution. */
    int DISTRIBUTE_DFLT_DARG = -1;

    /** Which method made a datatype; constants are {@code NAMED}. In the large-count form of the standard, since all counts have 64 bits. */
    enum Combiner {
        /** One of this interface's constants. */
        NAMED,
        /** {@link Datatype#dup}. */
        DUP,
        /** {@link Datatype#contiguous}. */
        CONTIGUOUS,
        /** {@link Datatype#vector}. */
        VECTOR,
        /** {@link Datatype#hvector}. */
        HVECTOR,
        /** {@link Datatype#indexed}. */
        INDEXED,
        /** {@link Datatype#hindexed}. */
        HINDEXED,
        /** {@link Datatype#indexedBlock}. */
        INDEXED_BLOCK,
        /** {@link Datatype#hindexedBlock}. */
        HINDEXED_BLOCK,
        /** {@link Datatype#struct}. */
        STRUCT,
        /** {@link Datatype#subarray}. */
        SUBARRAY,
        /** {@link Datatype#darray}. */
        DARRAY,
        /** {@link Datatype#resized}. */
        RESIZED
    }

    /** Which index of an array moves fastest from one element in memory to the next. */
    enum Order {
        /** The last. */
        C(0),
        /** The first. */
        FORTRAN(1);

        private final int value;

        Order(int value) {
            this.value = value;
        }

        /** {@return the integer that stands for it in {@link Contents}} */
        public int value() {
            return value;
        }
    }

    /** How a dimension of an array is dealt out. */
    enum Distribution {
        /** A block for each process. */
        BLOCK(0),
        /** Blocks in turn. */
        CYCLIC(1),
        /** Not at all. */
        NONE(2);

        private final int value;

        Distribution(int value) {
            this.value = value;
        }

        /** {@return the integer that stands for it in {@link Contents}} */
        public int value() {
            return value;
        }
    }

    /** What {@link #matchSize} looks among. */
    enum TypeClass {
        /** Floating-point numbers. */
        REAL,
        /** Signed integers. */
        INTEGER,
        /** Complex numbers. */
        COMPLEX
    }

    /**
     * How a datatype was made, without the arguments.
     *
     * @param combiner the maker
     * @param integers how many integers {@link Contents} has
     * @param counts how many counts it has
     * @param datatypes how many datatypes it has
     */
    record Envelope(Combiner combiner, int integers, int counts, int datatypes) {}

    /**
     * The arguments that a datatype was made with, in the order of the standard's table for large counts: lengths of arrays stand before
     * them, and what C passes as an address is a count. {@link Order} and {@link Distribution} are their {@code value()}.
     *
     * @param integers numbers of dimensions and processes, and what is said of them
     * @param counts counts, lengths, strides and displacements, these in elements or bytes as the maker takes them
     * @param datatypes the datatypes it was made of
     */
    record Contents(List<Integer> integers, List<Long> counts, List<Datatype> datatypes) {}

    /**
     * {@code count} elements one after the other, an extent apart.
     *
     * @param count how many elements
     * @param type the datatype of an element
     * @return the new datatype
     * @throws MpiException COUNT if {@code count < 0}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.2 MPI 5.0, section 5.1.2
     */
    static Datatype contiguous(long count, Datatype type) {
        return DerivedTypes.contiguous(count, type);
    }

    /**
     * {@code count} blocks at equal distances, such as a column of a matrix: {@code vector(rows, 1, columns, DOUBLE)}.
     *
     * @param count how many blocks
     * @param blockLength elements per block
     * @param stride in elements of {@code type} from the start of one block to that of the next; may be negative
     * @param type the datatype of an element
     * @return the new datatype
     * @throws MpiException COUNT if {@code count < 0} or {@code blockLength < 0}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.2 MPI 5.0, section 5.1.2
     */
    static Datatype vector(long count, long blockLength, long stride, Datatype type) {
        return DerivedTypes.vector(count, blockLength, stride, type);
    }

    /**
     * As {@link #vector}, with the stride in bytes.
     *
     * @param count how many blocks
     * @param blockLength elements per block
     * @param strideBytes in bytes from the start of one block to that of the next; may be negative
     * @param type the datatype of an element
     * @return the new datatype
     * @throws MpiException COUNT if {@code count < 0} or {@code blockLength < 0}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.2 MPI 5.0, section 5.1.2
     */
    static Datatype hvector(long count, long blockLength, long strideBytes, Datatype type) {
        return DerivedTypes.hvector(count, blockLength, strideBytes, type);
    }

    /**
     * Blocks of any lengths at any places. The arrays are read now and not kept.
     *
     * @param blockLengths elements of each block
     * @param displs the start of each block, in elements of {@code type}
     * @param type the datatype of an element
     * @return the new datatype
     * @throws MpiException ARG if the arrays differ in length; COUNT if a block length is negative
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.2 MPI 5.0, section 5.1.2
     */
    static Datatype indexed(long[] blockLengths, long[] displs, Datatype type) {
        return DerivedTypes.indexed(blockLengths, displs, type);
    }

    /**
     * As {@link #indexed}, with the displacements in bytes.
     *
     * @param blockLengths elements of each block
     * @param displsBytes the start of each block, in bytes
     * @param type the datatype of an element
     * @return the new datatype
     * @throws MpiException ARG if the arrays differ in length; COUNT if a block length is negative
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.2 MPI 5.0, section 5.1.2
     */
    static Datatype hindexed(long[] blockLengths, long[] displsBytes, Datatype type) {
        return DerivedTypes.hindexed(blockLengths, displsBytes, type);
    }

    /**
     * Blocks of one length at any places.
     *
     * @param blockLength elements per block
     * @param displs the start of each block, in elements of {@code type}
     * @param type the datatype of an element
     * @return the new datatype
     * @throws MpiException COUNT if {@code blockLength < 0}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.2 MPI 5.0, section 5.1.2
     */
    static Datatype indexedBlock(long blockLength, long[] displs, Datatype type) {
        return DerivedTypes.indexedBlock(blockLength, displs, type);
    }

    /**
     * As {@link #indexedBlock}, with the displacements in bytes.
     *
     * @param blockLength elements per block
     * @param displsBytes the start of each block, in bytes
     * @param type the datatype of an element
     * @return the new datatype
     * @throws MpiException COUNT if {@code blockLength < 0}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.2 MPI 5.0, section 5.1.2
     */
    static Datatype hindexedBlock(long blockLength, long[] displsBytes, Datatype type) {
        return DerivedTypes.hindexedBlock(blockLength, displsBytes, type);
    }

    /**
     * Blocks of different datatypes, such as the fields of a C struct.
     *
     * @param blockLengths elements of each block
     * @param displsBytes the start of each block, in bytes
     * @param types the datatype of each block
     * @return the new datatype
     * @throws MpiException ARG if the arrays differ in length; COUNT if a block length is negative
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.2 MPI 5.0, section 5.1.2
     */
    static Datatype struct(long[] blockLengths, long[] displsBytes, Datatype... types) {
        return DerivedTypes.struct(blockLengths, displsBytes, types);
    }

    /**
     * The same data with other bounds: they replace those that {@code type} has and any set within it.
     *
     * @param type the datatype whose data it is
     * @param lowerBoundBytes the new lower bound, in bytes; may be negative
     * @param extentBytes the new extent, in bytes; elements may come to overlap, which is an error only where they are received into
     * @return the new datatype
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.7 MPI 5.0, section 5.1.7
     */
    static Datatype resized(Datatype type, long lowerBoundBytes, long extentBytes) {
        return DerivedTypes.resized(type, lowerBoundBytes, extentBytes);
    }

    /**
     * A part of an array with several dimensions. Its bounds are those of the whole array. Arrays have one value per dimension.
     *
     * @param sizes elements of the whole array
     * @param subsizes elements of the part
     * @param starts where the part begins, counted from 0 in either order
     * @param order how the array lies in memory
     * @param type the datatype of an element
     * @return the new datatype
     * @throws MpiException ARG if the arrays are empty or differ in length, {@code subsizes[i] < 1}, {@code starts[i] < 0} or
     *     {@code starts[i] + subsizes[i] > sizes[i]}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.3 MPI 5.0, section 5.1.3
     */
    static Datatype subarray(long[] sizes, long[] subsizes, long[] starts, Order order, Datatype type) {
        return ArrayTypes.subarray(sizes, subsizes, starts, order, type);
    }

    /**
     * The part of a distributed array that one process of a grid holds, as High Performance Fortran deals arrays out. Its bounds are those of
     * the whole array. Arrays have one value per dimension. The grid is in row-major order, as a cartesian topology's, whatever the array's is.
     *
     * @param size processes in the grid
     * @param rank whose part it is
     * @param gsizes elements of the whole array
     * @param distribs how each dimension is dealt out
     * @param dargs the length of a block, or {@link #DISTRIBUTE_DFLT_DARG}: of {@code BLOCK} the least that covers the array, of {@code CYCLIC} 1;
     *     where the distribution is {@code NONE} it does not matter
     * @param psizes processes along each dimension
     * @param order how the array lies in memory
     * @param type the datatype of an element
     * @return the new datatype, of size 0 where the process has no part
     * @throws MpiException ARG if the arrays are empty or differ in length, {@code gsizes[i] < 1}, {@code psizes[i] < 1}, their product is not
     *     {@code size}, a block length is neither positive nor the default, blocks of {@code BLOCK} do not cover the array, or a dimension
     *     of {@code NONE} has several processes; RANK if {@code rank < 0} or {@code rank >= size}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.4 MPI 5.0, section 5.1.4
     */
    static Datatype darray(
            int size, int rank, long[] gsizes, Distribution[] distribs, int[] dargs, int[] psizes, Order order, Datatype type) {
        return ArrayTypes.darray(size, rank, gsizes, distribs, dargs, psizes, order, type);
    }

    /**
     * A datatype of its own with the same data and bounds, and the attributes that their copy callbacks hand on. What {@code type} is allowed for, it
     * is allowed for too.
     *
     * @param type predefined or derived
     * @return the new datatype
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.10 MPI 5.0, section 5.1.10
     */
    static Datatype dup(Datatype type) {
        return TypeMap.dup(type);
    }

    /**
     * The datatype of memory that Java describes: values, structs, sequences, and padding, which does not travel. Its bounds are those of the layout.
     *
     * @param layout the memory of one element
     * @return the new datatype, or a constant where the layout is one value
     * @throws MpiException TYPE if a value has another byte order than the machine, or if there are an address or a union
     */
    static Datatype of(MemoryLayout layout) {
        return MemoryLayouts.of(layout);
    }

    /**
     * The predefined datatype of a class that has so many bytes.
     *
     * @param typeClass what kind of number
     * @param size in bytes
     * @return one of this interface's constants
     * @throws MpiException ARG if there is none
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.19.1.9 MPI 5.0, section 19.1.9
     */
    static Datatype matchSize(TypeClass typeClass, int size) {
        return PredefinedTypes.matchSize(typeClass, size);
    }

    /**
     * The predefined pair of a value and an index, for {@link Op#MAXLOC} and {@link Op#MINLOC}.
     *
     * @param value the datatype of the value
     * @param index the datatype of the index
     * @return the pair; null if there is none
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.6.9.4 MPI 5.0, section 6.9.4
     */
    static @Nullable Datatype valueIndex(Datatype value, Datatype index) {
        return PredefinedTypes.valueIndex(value, index);
    }

    /**
     * Bytes of data in one element, gaps not counted.
     *
     * @return in bytes
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.5 MPI 5.0, section 5.1.5
     */
    long size();

    /**
     * Bytes from the start of one element to that of the next: the upper bound less the lower bound.
     *
     * @return in bytes; may be 0 or negative
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.7 MPI 5.0, section 5.1.7
     */
    long extent();

    /**
     * The first byte that counts as the element's, in bytes from its start.
     *
     * @return in bytes; may be negative
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.7 MPI 5.0, section 5.1.7
     */
    long lowerBound();

    /**
     * Bytes from the first to the last byte of data.
     *
     * @return in bytes; 0 for a datatype without data
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.8 MPI 5.0, section 5.1.8
     */
    long trueExtent();

    /**
     * The first byte of data, in bytes from the element's start.
     *
     * @return in bytes; may be negative
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.8 MPI 5.0, section 5.1.8
     */
    long trueLowerBound();

    /**
     * Java's description of the memory of one element, as long as the extent: gaps are padding. Numbers that Java has no primitive for have the
     * layout of the primitive with the same bits. Values that are not aligned have an alignment of 1.
     *
     * @return a new layout
     * @throws MpiException TYPE if data do not lie in the order in which they travel, begin before the element's start or end after its upper
     *     bound, if the lower bound is not 0, or of {@link #darray}
     */
    MemoryLayout layout();

    /**
     * Bytes that {@code count} elements take when {@link Buf#pack} has packed them.
     *
     * @param count how many elements
     * @return in bytes, exactly
     * @throws MpiException COUNT if {@code count < 0} or the size does not fit into 64 bits
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.5.2 MPI 5.0, section 5.2
     */
    long packSize(long count);

    /**
     * Bytes that {@code count} elements take when {@link Buf#packExternal} has packed them.
     *
     * @param count how many elements
     * @return in bytes, exactly
     * @throws MpiException COUNT if {@code count < 0} or the size does not fit into 64 bits
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.5.3 MPI 5.0, section 5.3
     */
    long packExternalSize(long count);

    /** {@return what {@link #named} has set; otherwise the constant's name, or of a derived datatype how it was made, long arrays shortened} */
    String name();

    /**
     * This datatype with a name for people, {@code MPI_Type_set_name}. A datatype is immutable and may be used by all ranks of the process, so
     * it is another one that has the name; of a constant it is a {@link #dup}.
     *
     * @param name for messages
     * @return the same data, bounds and attributes, made in the same way
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.7.8 MPI 5.0, section 7.8
     */
    Datatype named(String name);

    /**
     * How this datatype was made.
     *
     * @return the maker and how many arguments of each kind it took
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.13 MPI 5.0, section 5.1.13
     */
    Envelope envelope();

    /**
     * What this datatype was made of.
     *
     * @return the maker's arguments
     * @throws MpiException TYPE if it is a constant
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.5.1.13 MPI 5.0, section 5.1.13
     */
    Contents contents();

    /**
     * A new key for attributes of datatypes.
     *
     * @param <T> what the attributes' values are
     * @param copy called at {@link #dup}; {@link Keyval#nullCopyFn} and {@link Keyval#dupFn} are such
     * @param delete called when a value is deleted or set anew, and at no other time, since datatypes are not freed
     * @return the key
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.7.4 MPI 5.0, section 7.7.4
     */
    static <T> Keyval<T> createKeyval(Keyval.Copy<? super Datatype, T> copy, Keyval.Delete<? super Datatype, T> delete) {
        return new AttributeKey<>(Datatype.class, copy, delete);
    }

    /**
     * Keeps a value here, in place of the one that this key has, which is deleted first.
     *
     * @param <T> what the value is
     * @param key made by {@link #createKeyval}
     * @param value anything
     * @throws MpiException TYPE if this is a constant, which all ranks of the process share: a {@link #dup} of it can have attributes; KEYVAL if the key
     *     is closed, or another kind of object's; as the delete callback throws it, or OTHER where that throws something else
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.7.4 MPI 5.0, section 7.7.4
     */
    <T> void setAttr(Keyval<T> key, T value);

    /**
     * The value that is kept here, {@code MPI_Type_get_attr}.
     *
     * @param <T> what the value is
     * @param key made by {@link #createKeyval}
     * @return the value; empty if there is none
     * @throws MpiException TYPE if this is a constant; KEYVAL if the key is closed, or another kind of object's
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.7.4 MPI 5.0, section 7.7.4
     */
    <T> Optional<T> attr(Keyval<T> key);

    /**
     * Deletes the value that is kept here, if there is one.
     *
     * @param key made by {@link #createKeyval}
     * @throws MpiException as {@link #setAttr} throws it
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.7.4 MPI 5.0, section 7.7.4
     */
    void deleteAttr(Keyval<?> key);
}
