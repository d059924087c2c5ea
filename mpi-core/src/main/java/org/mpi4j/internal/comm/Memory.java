package org.mpi4j.internal.comm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.mpi4j.Buf;
import org.mpi4j.internal.datatype.Booleans;
import org.mpi4j.internal.datatype.TypeMap;

/** Memory that messages use for a while beside the caller's. Stateless. */
final class Memory {
    /** The largest that fits into an array of every JVM. */
    private static final long HEAP_LIMIT_BYTES = Integer.MAX_VALUE - 8L;

    private Memory() {}

    /** Zeroed memory that lives as long as somebody refers to it. */
    static MemorySegment allocate(long bytes) {
        return bytes <= HEAP_LIMIT_BYTES ? MemorySegment.ofArray(new byte[(int) bytes]) : Arena.ofAuto().allocate(bytes, 8);
    }

    /** The memory of a buffer for the engine: the buffer's own, or a copy where it is a {@code boolean[]}. */
    static MemorySegment of(Buf buf) {
        boolean[] booleans = buf.booleans();
        return booleans == null ? buf.memory() : Booleans.copyIn(booleans, buf.booleansOffset(), (int) buf.count());
    }

    /** Writes what was received back, where {@link #of} has made a copy. */
    static void give(MemorySegment memory, Buf buf, long receivedBytes) {
        boolean[] booleans = buf.booleans();
        if (booleans != null) {
            Booleans.copyOut(memory, 0, booleans, buf.booleansOffset(), (int) Math.min(receivedBytes, buf.count()));
        }
    }

    /** A packed copy of a buffer's elements. */
    static MemorySegment packed(Buf buf) {
        TypeMap type = TypeMap.of(buf.type());
        long bytes = type.packedBytes(buf.count());
        MemorySegment copy = allocate(bytes);
        type.pack(of(buf), 0, 0, copy, 0, bytes);
        return copy;
    }
}
