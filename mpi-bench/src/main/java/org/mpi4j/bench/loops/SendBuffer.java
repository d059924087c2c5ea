package org.mpi4j.bench.loops;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.mpi4j.Buf;

/**
 * A buffer that is sent again and again. Confined to the thread whose loop it is.
 *
 * @param buf what is sent
 * @param memory the same memory
 * @param written whether it is written anew before each use: one number in each cache line, as {@code write_anew} does in {@code measure.h}
 */
record SendBuffer(Buf buf, MemorySegment memory, boolean written) {
    private static final int LINE_BYTES = 64;

    /** What the iteration of that number sends. */
    Buf next(int number) {
        if (written) {
            long end = memory.byteSize() - Double.BYTES;
            for (long at = 0; at <= end; at += LINE_BYTES) {
                memory.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, at, number);
            }
        }
        return buf;
    }
}
