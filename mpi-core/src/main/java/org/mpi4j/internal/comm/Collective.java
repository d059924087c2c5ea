package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.internal.coll.ScheduleRun;
import org.mpi4j.internal.datatype.TypeMap;

/**
 * A collective operation that has begun. Immutable.
 *
 * @param into the memory that it writes to
 * @param recv the buffer that this memory stands for; null if there is none, or nothing to write back
 * @param packed whether the memory holds the buffer's elements packed
 * @param others of an operation with a buffer for each peer, the copies that are to be written back
 */
record Collective(String operation, ScheduleRun run, MemorySegment into, @Nullable Buf recv, boolean packed, List<Copied> others) {
    /** Memory that stands for a buffer. */
    record Copied(MemorySegment into, Buf recv) {}

    Collective(String operation, ScheduleRun run, MemorySegment into, @Nullable Buf recv, boolean packed) {
        this(operation, run, into, recv, packed, List.of());
    }

    /** The same, not begun, on the same memory. */
    Collective again() {
        return new Collective(operation, run.again(), into, recv, packed, others);
    }

    /** After the end, writes back what was received into a copy. */
    void give() {
        for (Copied other : others) {
            Memory.give(other.into, other.recv, other.recv.count());
        }
        if (recv == null) {
            return;
        }
        if (packed) {
            TypeMap.of(recv.type()).unpack(into, 0, recv.memory(), 0, 0, into.byteSize());
        } else {
            Memory.give(into, recv, recv.count());
        }
    }
}
