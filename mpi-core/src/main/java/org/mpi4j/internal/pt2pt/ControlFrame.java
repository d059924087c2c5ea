package org.mpi4j.internal.pt2pt;

import java.lang.foreign.MemorySegment;

/** A frame without payload that waits for room. Immutable. */
record ControlFrame(long w0, long w1, long w2, long w3) implements Outgoing {
    @Override
    public boolean push(Peer peer) {
        return peer.link().trySend(w0, w1, w2, w3, MemorySegment.NULL, 0, 0);
    }
}
