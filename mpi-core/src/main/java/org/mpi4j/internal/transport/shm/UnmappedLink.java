package org.mpi4j.internal.transport.shm;

import java.lang.foreign.MemorySegment;
import org.mpi4j.spi.Link;

/** The link to a peer whose inbox could not be mapped: it refuses each frame until the transport has told that it is broken. Immutable. */
record UnmappedLink(int maxPayload) implements Link {
    @Override
    public boolean trySend(long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {
        return false;
    }
}
