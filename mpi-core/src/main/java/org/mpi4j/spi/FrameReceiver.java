package org.mpi4j.spi;

import java.lang.foreign.MemorySegment;

/** The engine, as a transport sees it. Called only from {@link Transport#poll} or {@link Transport#open}, by the driver. */
public interface FrameReceiver {
    /**
     * Takes one frame. The payload is valid only until this returns. The engine may call {@link Link#trySend} from inside.
     *
     * @param peer the sender's rank in the job
     * @param w0 the first word of the header, as it was sent
     * @param w1 its second
     * @param w2 its third
     * @param w3 its fourth
     * @param payload memory that holds the payload
     * @param offset where in it the payload begins, in bytes
     * @param length the payload's length in bytes
     */
    void frame(int peer, long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length);

    /**
     * Learns that a peer can no longer be reached. Told once for each peer.
     *
     * @param peer the peer's rank in the job
     * @param why what was tried and how it failed, with addresses, for a person
     * @param lossy whether frames that {@link Link#trySend} took have been thrown away, which their senders believe to be on their way
     */
    void broken(int peer, String why, boolean lossy);
}
