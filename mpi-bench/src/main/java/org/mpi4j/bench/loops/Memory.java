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
        public Buf bytes(long count) {
            return Buf.of(new byte[Math.toIntExact(count)]);
        }

        @Override
        public Buf doubles(long count) {
            return Buf.of(new double[Math.toIntExact(count)]);
        }
    },

    /** In segments outside the heap, each at the start of a page. */
    OFF_HEAP {
        @Override
        public Buf bytes(long count) {
            return Buf.of(segment(count), count, Datatype.BYTE);
        }

        @Override
        public Buf doubles(long count) {
            return Buf.of(segment(count * Double.BYTES), count, Datatype.DOUBLE);
        }
    };

    private static final long PAGE_BYTES = 4096;

    /**
     * Makes a buffer.
     *
     * @param count how many bytes
     * @return a buffer of zeros
     */
    public abstract Buf bytes(long count);

    /**
     * Makes a buffer.
     *
     * @param count how many doubles
     * @return a buffer of zeros
     */
    public abstract Buf doubles(long count);

    private static MemorySegment segment(long bytes) {
        return Arena.ofAuto().allocate(Math.max(1, bytes), PAGE_BYTES);
    }
}
