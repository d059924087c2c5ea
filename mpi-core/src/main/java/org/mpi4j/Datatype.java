package org.mpi4j;

import org.mpi4j.internal.datatype.TypeMap;

/** The layout of one element in memory. Immutable; needs no commit and no free. @spec MPI 5.0, chapter 5 */
public sealed interface Datatype permits TypeMap {
    Datatype BYTE = TypeMap.BYTE;
    Datatype BOOLEAN = TypeMap.BOOLEAN;
    Datatype CHAR = TypeMap.CHAR;
    Datatype SHORT = TypeMap.SHORT;
    Datatype INT = TypeMap.INT;
    Datatype LONG = TypeMap.LONG;
    Datatype FLOAT = TypeMap.FLOAT;
    Datatype DOUBLE = TypeMap.DOUBLE;
    /** A value and its index, for {@link Op#MAXLOC} and {@link Op#MINLOC}: laid out as a C struct. */
    Datatype FLOAT_INT = TypeMap.FLOAT_INT;
    Datatype DOUBLE_INT = TypeMap.DOUBLE_INT;
    Datatype LONG_INT = TypeMap.LONG_INT;
    Datatype TWO_INT = TypeMap.TWO_INT;
    Datatype SHORT_INT = TypeMap.SHORT_INT;

    static Datatype contiguous(long count, Datatype type) {
        return TypeMap.contiguous(count, type);
    }

    /** @param stride in elements of {@code type} from the start of one block to that of the next */
    static Datatype vector(long count, long blockLength, long stride, Datatype type) {
        return TypeMap.vector(count, blockLength, stride, type);
    }

    /** @param strideBytes in bytes */
    static Datatype hvector(long count, long blockLength, long strideBytes, Datatype type) {
        return TypeMap.hvector(count, blockLength, strideBytes, type);
    }

    /** @param displs in elements of {@code type} */
    static Datatype indexed(long[] blockLengths, long[] displs, Datatype type) {
        return TypeMap.indexed(blockLengths, displs, type);
    }

    /** @param displsBytes in bytes */
    static Datatype hindexed(long[] blockLengths, long[] displsBytes, Datatype type) {
        return TypeMap.hindexed(blockLengths, displsBytes, type);
    }

    static Datatype indexedBlock(long blockLength, long[] displs, Datatype type) {
        return TypeMap.indexedBlock(blockLength, displs, type);
    }

    /** @param displsBytes in bytes */
    static Datatype struct(long[] blockLengths, long[] displsBytes, Datatype... types) {
        return TypeMap.struct(blockLengths, displsBytes, types);
    }

    static Datatype resized(Datatype type, long lowerBoundBytes, long extentBytes) {
        return TypeMap.resized(type, lowerBoundBytes, extentBytes);
    }

    /** Bytes of data in one element, gaps not counted. */
    long size();

    /** Bytes from one element to the next. */
    long extent();

    long lowerBound();

    long trueExtent();

    long trueLowerBound();

    String name();
}
