package org.mpi4j.spi;

import java.nio.channels.SelectableChannel;

/** Where a rank that has nothing to do sleeps in the kernel. Thread-safe. */
public interface Sleeper {
    /**
     * From now on the sleeping rank wakes when the channel is ready for one of these operations, too. A second call for a channel
     * replaces its operations; closing the channel ends it.
     *
     * @param channel a non-blocking channel
     * @param operations bits of {@link java.nio.channels.SelectionKey}; 0 for none
     */
    void watch(SelectableChannel channel, int operations);

    /** Wakes the rank if it sleeps; if not, its next sleep ends at once. */
    void wake();
}
