package org.mpi4j.internal.comm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.mpi4j.ErrorClass;
import org.mpi4j.Info;
import org.mpi4j.MpiException;

/** Memory outside of the heap for a program. Stateless. */
public final class OffHeap {
    private static final String ALIGNMENT = "mpi_minimum_memory_alignment";
    private static final String DEFAULT_ALIGNMENT_BYTES = "64";

    private OffHeap() {}

    public static MemorySegment allocate(long bytes, Info info) {
        if (bytes < 0) {
            throw new MpiException(ErrorClass.ARG, "allocMem: less than nothing: bytes=" + bytes);
        }
        try {
            return Arena.ofAuto().allocate(bytes, alignment(info));
        } catch (OutOfMemoryError | IllegalArgumentException e) {
            throw new MpiException(ErrorClass.NO_MEM, "allocMem: not enough memory: bytes=" + bytes + ": " + e.getMessage(), e);
        }
    }

    private static long alignment(Info info) {
        String value = info.string(ALIGNMENT).orElse(DEFAULT_ALIGNMENT_BYTES);
        try {
            long bytes = Long.parseLong(value);
            if (Long.bitCount(bytes) == 1 && bytes > 0) {
                return Math.max(bytes, 64);
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw new MpiException(ErrorClass.INFO_VALUE, "allocMem: no power of two: " + ALIGNMENT + "=" + value);
    }
}
