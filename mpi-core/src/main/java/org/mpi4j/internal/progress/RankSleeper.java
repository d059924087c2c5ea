package org.mpi4j.internal.progress;

import org.mpi4j.spi.Sleeper;

/** A {@link Sleeper} as its own rank sees it. */
public sealed interface RankSleeper extends Sleeper, AutoCloseable permits SelectorSleeper, ParkSleeper {
    /** Whether the calling thread may sleep here; one that may not must let another thread do it. */
    boolean canSleep();

    /**
     * Sleeps until a watched channel is ready, {@link #wake} is called, or the time has passed. One thread at a time.
     *
     * @param nanos Long.MAX_VALUE for no limit
     */
    void sleep(long nanos);

    @Override
    void close();
}
