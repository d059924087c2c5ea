package org.mpi4j.spi;

import java.io.IOException;

/**
 * Moves frames between this rank and its peers. Knows nothing of tags, communicators or matching: a frame is four header words
 * and a payload, and arrives once, whole, and in the order in which it was sent over one {@link Link}.
 *
 * <p>Confined to the driver: each method but {@link #card} and {@link #close} is called by the thread that holds the progress
 * lock, as told by {@link TransportContext#driving}. Nothing here blocks.
 */
public interface Transport extends AutoCloseable {
    /** The name by which users choose it, such as {@code tcp}. */
    String name();

    /** What a peer needs to reach this rank; published once at the start of the job, at most 1,000 bytes. */
    byte[] card();

    /**
     * A link to a peer that {@link #reaches} said can be had. Returns at once; a connection may still be on its way, and frames wait for it. Never called twice
     * for one peer. A link that cannot be made is told by {@link FrameReceiver#broken}.
     *
     * @param peer the peer's rank in the job
     * @param card what that peer's transport of the same name published
     */
    Link open(int peer, byte[] card);

    /** Whether this transport can carry frames to a peer with this card. Both ends must come to the same answer. */
    boolean reaches(int peer, byte[] card);

    /**
     * Hands what has arrived to the {@link FrameReceiver} and moves on what waits to leave. Handles a bounded number of frames.
     *
     * @return how many frames or other events were handled; 0 when there was nothing to do
     */
    int poll();

    /** Whether everything that links accepted has left this process, so that it could end now without a loss. */
    boolean flushed();

    /**
     * Says that this rank is about to sleep: from now on a peer that sends must wake it through the {@link Sleeper}.
     *
     * @return false if something has arrived already, so that the rank must poll again instead of sleeping
     */
    default boolean prepareSleep() {
        return true;
    }

    /**
     * The longest that this rank may sleep now, in nanoseconds; asked after {@link #prepareSleep} returned true. Less than for ever
     * where nothing would wake it in time.
     */
    default long longestSleepNanos() {
        return Long.MAX_VALUE;
    }

    /** Ends what {@link #prepareSleep} began. Called whether or not it returned true. */
    default void endSleep() {}

    /** Gives back all that it holds: threads, channels, files. Frames not yet flushed are lost. */
    @Override
    void close() throws IOException;
}
