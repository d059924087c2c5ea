package org.mpi4j.internal.comm;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out context ids that no process has handed out before and none will. A communicator has four: its id, a multiple of four, for
 * point-to-point messages, the next one for collectives, and of an intercommunicator the two after them for those of each group by itself.
 * With the sign set its id matches partitioned operations, each of which then takes an id of its own; other high bits set messages apart
 * by which communicators are made. Thread-safe; see {@code docs/decisions/0006-context-ids.md}.
 */
public final class Contexts {
    /** With a communicator's id: the messages by which leaders agree on an intercommunicator. */
    static final long LEADERS = 1L << 62;

    /** With a communicator's id: the messages by which some of its processes agree on a communicator of theirs. */
    static final long SOME = 1L << 61;

    /** With a hash: the messages of processes that have no communicator to agree in. */
    private static final long STRANGERS = 1L << 60;

    private static final int COUNTER_BITS = 34;

    private final AtomicLong last = new AtomicLong();

    /** The context of the world that a process's n-th {@code init} makes, from 0; the same on all ranks. */
    static long world(int n) {
        return 8L * n;
    }

    /** The context of each rank's own communicator in that world. */
    static long self(int n) {
        return world(n) + 4;
    }

    /** Whether it is the context of a world, or of a rank's own communicator in it. */
    static boolean isPredefined(long context) {
        return context >>> COUNTER_BITS == 0;
    }

    /** A context for those who have nothing in common but a hash of what they know. */
    static long ofHash(long hash) {
        return STRANGERS | (hash & (STRANGERS - 4));
    }

    /** The id of the communicator that messages with this context are of. */
    static long idOf(long context) {
        return context & ((STRANGERS << 1) - 4);
    }

    /** How a communicator without a name is called. */
    static String label(long context) {
        return "#" + Long.toHexString(context);
    }

    /** A new id; its high bits are this process's own. */
    long next(int jobRank) {
        return (jobRank + 1L) << COUNTER_BITS | last.incrementAndGet() << 2;
    }

    /** Where the ends of a communicator's partitioned operations are matched. */
    static long ofPartitioned(long context) {
        return context | Long.MIN_VALUE;
    }
}
