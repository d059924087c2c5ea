package org.mpi4j.internal.progress;

/** Something that the progress loop moves on: a transport, or the engine's own queues. Confined to the driver. */
public interface Source {
    /** Does a bounded amount of work; returns how much was done; 0 when there was nothing to do. */
    int poll();

    /** Announces that the rank is about to sleep; returns false if it must poll again instead. */
    boolean prepareSleep();

    void endSleep();

    /** The longest that the rank may sleep without a wake-up, in nanoseconds; {@code Long.MAX_VALUE} if it will be woken. */
    long longestSleepNanos();
}
