package org.mpi4j.internal.comm;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out context ids. A communicator uses two: its id for point-to-point messages, the next one for collectives. Thread-safe.
 */
public final class Contexts {
    /** The world's context. */
    public static final long WORLD = 0;

    /** The context of each rank's own communicator. */
    public static final long SELF = 2;

    private final AtomicLong next = new AtomicLong(4);

    /** The lowest id that this process has not used. */
    public long next() {
        return next.get();
    }

    /** From now on, only ids of {@code id} and above are free here. */
    public void raise(long id) {
        next.accumulateAndGet(id, Math::max);
    }
}
