package org.mpi4j.spi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Moves frames between this rank and its peers. Knows nothing of tags, communicators or matching: a frame is four header words
 * and a payload, and arrives once, whole, and in the order in which it was sent over one {@link Link}.
 *
 * <p>Confined to the driver: each method but {@link #card} and {@link #close} is called by the thread that holds the progress
 * lock, as told by {@link TransportContext#driving}. Nothing here blocks.
 */
public interface Transport extends AutoCloseable {
    /** {@return the name by which users choose it, such as {@code tcp}} */
    String name();

    /** {@return what a peer needs to reach this rank, at most 1,000 bytes; published at the start of the job} */
    byte[] card();

    /**
     * A link to a peer that {@link #reaches} said can be had. Returns at once; a connection may still be on its way, and frames wait for it.
     * Never called twice for one peer. A link that cannot be made is told by {@link FrameReceiver#broken}.
     *
     * @param peer the peer's rank in the job
     * @param card what that peer's transport of the same name published
     * @return the link
     */
    Link open(int peer, byte[] card);

    /**
     * Whether this transport can carry frames to a peer. Both ends must come to the same answer.
     *
     * @param peer the peer's rank in the job
     * @param card what that peer's transport of the same name published
     * @return whether {@link #open} may be called for it
     */
    boolean reaches(int peer, byte[] card);

    /** {@return the panels that this rank shares with all that this transport reaches; null if there are none} */
    default @Nullable Panels panels() {
        return null;
    }

    /**
     * Hands what has arrived to the {@link FrameReceiver} and moves on what waits to leave. Handles a bounded number of frames.
     *
     * @return how many frames or other events were handled; 0 when there was nothing to do
     */
    int poll();

    /** {@return whether everything that links accepted has left this process, so that it could end now without a loss} */
    boolean flushed();

    /**
     * Says that this rank is about to sleep: from now on a peer that sends must wake it through the {@link Sleeper}.
     *
     * @return true if the rank may sleep; false if something has arrived already or a refused frame may be taken now, so that it must poll again
     */
    default boolean prepareSleep() {
        return true;
    }

    /**
     * The longest that this rank may sleep now; asked after {@link #prepareSleep} returned true.
     *
     * @return in nanoseconds; less than for ever where nothing would wake it in time
     */
    default long longestSleepNanos() {
        return Long.MAX_VALUE;
    }

    /** Ends what {@link #prepareSleep} began. Called whether or not it returned true. */
    default void endSleep() {}

    /**
     * Gives back all that it holds: threads, channels, files. Frames not yet flushed are lost.
     *
     * @throws IOException if something could not be given back
     */
    @Override
    void close() throws IOException;
}
