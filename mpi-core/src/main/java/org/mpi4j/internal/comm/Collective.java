package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.internal.coll.CheckedRun;
import org.mpi4j.internal.coll.ScheduleRun;
import org.mpi4j.internal.datatype.TypeMap;
import org.mpi4j.internal.progress.Completion;

/**
 * A collective operation that has begun. Immutable.
 *
 * @param into the memory that it writes to
 * @param recv the buffer that this memory stands for; null if there is none, or nothing to write back
 * @param packed whether the memory holds the buffer's elements packed
 * @param others of an operation with a buffer for each peer, the copies that are to be written back
 * @param checked what compares the calls of all ranks before; null if nothing does
 */
record Collective(
        String operation, ScheduleRun run, MemorySegment into, @Nullable Buf recv, boolean packed, List<Copied> others, @Nullable CheckedRun checked) {
    /** Memory that stands for a buffer. */
    record Copied(MemorySegment into, Buf recv) {}

    Collective(String operation, ScheduleRun run, MemorySegment into, @Nullable Buf recv, boolean packed) {
        this(operation, run, into, recv, packed, List.of(), null);
    }

    /** The same, not begun, on the same memory. */
    Collective again() {
        return new Collective(operation, run.again(), into, recv, packed, others, null);
    }

    /** The same, which begins after a check. */
    Collective after(CheckedRun check) {
        return new Collective(operation, run, into, recv, packed, others, check);
    }

    /** The same without a check. */
    Collective unchecked() {
        return checked == null ? this : new Collective(operation, run, into, recv, packed, others, null);
    }

    /** Starts it; returns what is done when it is. */
    Completion start() {
        if (checked != null) {
            checked.start();
            return checked;
        }
        run.start();
        return run;
    }

    void goOnInBackground() {
        if (checked != null) {
            checked.goOnInBackground();
        } else {
            run.goOnInBackground();
        }
    }

    /** What is done when it is. */
    Completion completion() {
        return checked == null ? run : checked;
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
