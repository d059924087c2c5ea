package org.mpi4j.internal.coll;

import java.lang.foreign.MemorySegment;
import org.mpi4j.internal.datatype.TypeMap;

/**
 * One of the two buffers of a collective operation. Immutable.
 *
 * @param base where in {@code memory} the first element begins, in bytes
 */
public record Operand(MemorySegment memory, long base, TypeMap type) {
    /** No buffer: where an operation has none, or is in place. */
    public static final Operand NONE = new Operand(MemorySegment.NULL, 0, TypeMap.BYTE);

    /** Where the element {@code index} begins, in bytes. */
    long at(long index) {
        return base + index * type.extent();
    }

    boolean isAlive() {
        return memory.scope().isAlive();
    }

    /** The same elements, the first with this index. */
    Operand from(long index) {
        return new Operand(memory, base - index * type.extent(), type);
    }

    /** Memory of its own for {@code count} elements. */
    static Operand temporary(long count, TypeMap type) {
        long reach = count == 0 ? 0 : Math.multiplyExact(count - 1, type.extent());
        long before = Math.max(0, -Math.addExact(type.trueLowerBound(), Math.min(reach, 0)));
        long last = Math.addExact(type.trueLowerBound() + type.trueExtent(), Math.max(reach, 0));
        long bytes = count == 0 ? 0 : Math.addExact(before, Math.max(last, 0));
        return new Operand(memory(bytes, type), before, type);
    }

    /** Heap memory of the array class that the type's kernels are fastest on; off the heap where no array is large enough. */
    private static MemorySegment memory(long bytes, TypeMap type) {
        if (bytes > Integer.MAX_VALUE - 8) {
            return java.lang.foreign.Arena.ofAuto().allocate(bytes, Long.BYTES);
        }
        int length = (int) bytes;
        if (type == TypeMap.DOUBLE || type == TypeMap.DOUBLE_COMPLEX) {
            return MemorySegment.ofArray(new double[length / Double.BYTES]);
        } else if (type == TypeMap.LONG || type == TypeMap.UINT64_T) {
            return MemorySegment.ofArray(new long[length / Long.BYTES]);
        } else if (type == TypeMap.INT || type == TypeMap.UINT32_T) {
            return MemorySegment.ofArray(new int[length / Integer.BYTES]);
        } else if (type == TypeMap.FLOAT || type == TypeMap.FLOAT_COMPLEX) {
            return MemorySegment.ofArray(new float[length / Float.BYTES]);
        } else if (type == TypeMap.SHORT || type == TypeMap.UINT16_T || type == TypeMap.FLOAT16 || type == TypeMap.BFLOAT16) {
            return MemorySegment.ofArray(new short[length / Short.BYTES]);
        }
        return MemorySegment.ofArray(new byte[length]);
    }
}
