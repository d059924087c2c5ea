package org.mpi4j.internal.comm;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out context ids that no process has handed out before and none will. A communicator uses two: its id, which is even, for
 * point-to-point messages, the next one for collectives, and its id with the sign set to match partitioned operations, each of which then takes an id of
 * its own. Thread-safe; see {@code docs/decisions/context-ids.md}.
 */
public final class Contexts {
    /** The world's context. */
    public static final long WORLD = 0;

    /** The context of each rank's own communicator. */
    public static final long SELF = 2;

    private static final int COUNTER_BITS = 34;

    private final AtomicLong last = new AtomicLong();

    /** A new id; its high bits are this process's own. */
    long next(int jobRank) {
        return (jobRank + 1L) << COUNTER_BITS | last.incrementAndGet() << 1;
    }

    /** Where the ends of a communicator's partitioned operations are matched. */
    static long ofPartitioned(long context) {
        return context | Long.MIN_VALUE;
    }
}
