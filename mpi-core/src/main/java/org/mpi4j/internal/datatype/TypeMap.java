package org.mpi4j.internal.datatype;

import org.mpi4j.Datatype;

/** A datatype, compiled once into runs of bytes. Immutable. */
public final class TypeMap implements Datatype {
    public static final TypeMap BYTE = new TypeMap("BYTE", 1);
    public static final TypeMap BOOLEAN = new TypeMap("BOOLEAN", 1);
    public static final TypeMap CHAR = new TypeMap("CHAR", 2);
    public static final TypeMap SHORT = new TypeMap("SHORT", 2);
    public static final TypeMap INT = new TypeMap("INT", 4);
    public static final TypeMap LONG = new TypeMap("LONG", 8);
    public static final TypeMap FLOAT = new TypeMap("FLOAT", 4);
    public static final TypeMap DOUBLE = new TypeMap("DOUBLE", 8);
    public static final TypeMap FLOAT_INT = new TypeMap("FLOAT_INT", 8);
    public static final TypeMap DOUBLE_INT = new TypeMap("DOUBLE_INT", 12);
    public static final TypeMap LONG_INT = new TypeMap("LONG_INT", 12);
    public static final TypeMap TWO_INT = new TypeMap("TWO_INT", 8);
    public static final TypeMap SHORT_INT = new TypeMap("SHORT_INT", 6);

    private final String name;
    private final long size;

    private TypeMap(String name, long size) {
        this.name = name;
        this.size = size;
    }

    public static TypeMap contiguous(long count, Datatype type) {
        throw new IllegalStateException();
    }

    public static TypeMap vector(long count, long blockLength, long stride, Datatype type) {
        throw new IllegalStateException();
    }

    public static TypeMap hvector(long count, long blockLength, long strideBytes, Datatype type) {
        throw new IllegalStateException();
    }

    public static TypeMap indexed(long[] blockLengths, long[] displs, Datatype type) {
        throw new IllegalStateException();
    }

    public static TypeMap hindexed(long[] blockLengths, long[] displsBytes, Datatype type) {
        throw new IllegalStateException();
    }

    public static TypeMap indexedBlock(long blockLength, long[] displs, Datatype type) {
        throw new IllegalStateException();
    }

    public static TypeMap struct(long[] blockLengths, long[] displsBytes, Datatype... types) {
        throw new IllegalStateException();
    }

    public static TypeMap resized(Datatype type, long lowerBoundBytes, long extentBytes) {
        throw new IllegalStateException();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long extent() {
        return size;
    }

    @Override
    public long lowerBound() {
        return 0;
    }

    @Override
    public long trueExtent() {
        return size;
    }

    @Override
    public long trueLowerBound() {
        return 0;
    }

    @Override
    public String name() {
        return name;
    }

    /** Whether consecutive elements are consecutive bytes, so that no packing is needed. */
    public boolean isContiguous() {
        return true;
    }

    public void pack(java.lang.foreign.MemorySegment memory, long base, long position, java.lang.foreign.MemorySegment target, long targetOffset, long bytes) {
        java.lang.foreign.MemorySegment.copy(memory, base + position, target, targetOffset, bytes);
    }

    public void unpack(java.lang.foreign.MemorySegment source, long sourceOffset, java.lang.foreign.MemorySegment memory, long base, long position, long bytes) {
        java.lang.foreign.MemorySegment.copy(source, sourceOffset, memory, base + position, bytes);
    }
}
