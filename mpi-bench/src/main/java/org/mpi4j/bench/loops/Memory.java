package org.mpi4j.bench.loops;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.mpi4j.Buf;
import org.mpi4j.Datatype;

/** Where the buffers of a test are. Stateless. */
public enum Memory {
    /** In arrays. */
    HEAP {
        @Override
        Place bytes(long count) {
            byte[] array = new byte[Math.toIntExact(count)];
            return new Place(Buf.of(array), MemorySegment.ofArray(array));
        }

        @Override
        Place doubles(long count) {
            double[] array = new double[Math.toIntExact(count)];
            return new Place(Buf.of(array), MemorySegment.ofArray(array));
        }
    },

    /** In segments outside the heap, each at the start of a page. */
    OFF_HEAP {
        @Override
        Place bytes(long count) {
            return outside(count, Datatype.BYTE, Byte.BYTES);
        }

        @Override
        Place doubles(long count) {
            return outside(count, Datatype.DOUBLE, Double.BYTES);
        }
    };

    private static final long PAGE_BYTES = 4096;

    /**
     * A buffer, and the memory below it.
     *
     * @param buf all of the memory
     * @param memory zeros
     */
    record Place(Buf buf, MemorySegment memory) {}

    abstract Place bytes(long count);

    abstract Place doubles(long count);

    private static Place outside(long count, Datatype type, int elementBytes) {
        long bytes = count * elementBytes;
        MemorySegment segment = Arena.ofAuto().allocate(Math.max(1, bytes), PAGE_BYTES).asSlice(0, bytes);
        return new Place(Buf.of(segment, count, type), segment);
    }
}
