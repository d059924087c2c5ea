package org.mpi4j.internal.pt2pt;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Status;
import org.mpi4j.internal.match.Entry;

/**
 * A message that came before its receive: an eager one with its bytes, the envelope of a rendezvous, or a send of this rank to
 * itself. Confined to the driver.
 */
public final class Unexpected {
    final Entry<Unexpected> entry;
    final int peer;
    final int source;
    final int tag;
    final long bytes;
    /** The bytes of an eager message; null otherwise. */
    @Nullable MemorySegment data;
    /** The sender's operation, of a rendezvous. */
    int senderId;
    /** The send itself, where this rank sends to itself. */
    @Nullable SendOp local;

    Unexpected(Engine engine, int peer, int source, int tag, long bytes) {
        this.entry = engine.newEntry(this);
        this.peer = peer;
        this.source = source;
        this.tag = tag;
        this.bytes = bytes;
    }

    public Status status() {
        return new Status(source, tag, bytes, false);
    }
}
