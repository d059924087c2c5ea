package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
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
 */
record Collective(String operation, ScheduleRun run, MemorySegment into, @Nullable Buf recv, boolean packed) {
    /** After the end, writes back what was received into a copy. */
    void give() {
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
