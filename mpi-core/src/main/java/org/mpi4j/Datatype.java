package org.mpi4j;

import org.mpi4j.internal.datatype.TypeMap;

/**
 * The layout of one element in memory: which bytes hold data, in which order they travel, and how far apart elements are. Immutable;
 * needs no commit and no free, and may be used by all threads.
 *
 * <p>Predefined datatypes are Java's primitives and the pairs that {@link Op#MAXLOC} and {@link Op#MINLOC} take; the static methods
 * build others of them. A type map is a sequence of (primitive, displacement). The lower bound is the least displacement, the upper
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
        return TypeMap.contiguous(count, type);
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
        return TypeMap.vector(count, blockLength, stride, type);
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
        return TypeMap.hvector(count, blockLength, strideBytes, type);
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
        return TypeMap.indexed(blockLengths, displs, type);
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
        return TypeMap.hindexed(blockLengths, displsBytes, type);
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
        return TypeMap.indexedBlock(blockLength, displs, type);
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
        return TypeMap.struct(blockLengths, displsBytes, types);
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
        return TypeMap.resized(type, lowerBoundBytes, extentBytes);
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

    /** {@return the constant's name; of a derived datatype how it was made, long arrays shortened} */
    String name();
}
