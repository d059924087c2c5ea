package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.internal.coll.ScheduleRun;

/**
 * A collective operation that has begun. Immutable.
 *
 * @param into the memory that it writes to
 * @param recv the buffer that this memory belongs to; null if there is none
 */
record Collective(String operation, ScheduleRun run, MemorySegment into, @Nullable Buf recv) {
    /** After the end, writes back what was received into a copy. */
    void give() {
        if (recv != null) {
            Memory.give(into, recv, recv.count());
        }
    }
}
