package org.mpi4j.spi;

import java.lang.foreign.MemorySegment;

/** One peer, as a transport reaches it. Confined to the driver. */
public interface Link {
    /** {@return the most payload that one frame to this peer may carry, in bytes; constant} Larger messages travel as several frames. */
    int maxPayload();

    /**
     * {@return the largest message, in bytes, that is better sent at once than after asking the receiver; constant} Where a round trip is
     * cheap and a copy dear it is small.
     */
    default int eagerBytes() {
        return 16 << 10;
    }

    /**
     * Hands over one frame, or refuses it for now because there is no room. The payload has been copied when this returns true.
     *
     * @param w0 the header's first word, opaque to the transport
     * @param w1 its second
     * @param w2 its third
     * @param w3 its fourth
     * @param payload memory that holds the payload, heap or off-heap
     * @param offset where in it the payload begins, in bytes
     * @param length the payload's length in bytes, 0 to {@link #maxPayload}
     * @return true if the frame was taken; if not, the caller tries again after a {@link Transport#poll}
     */
    boolean trySend(long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length);
}
