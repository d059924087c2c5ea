package org.mpi4j.internal.pt2pt;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Status;
import org.mpi4j.internal.match.Entry;

/**
 * A message that came before its receive: an eager one with its bytes, the envelope of a rendezvous, or a send of this rank to
 * itself. Confined to the driver; used again for another message once a receive has taken it, unless a probe has shown it.
 */
public final class Unexpected {
    /** A message up to this size lies in memory that stays here for the next. */
    private static final int KEPT_BYTES = 512;

    final Entry<Unexpected> entry;
    int peer;
    int source;
    int tag;
    long bytes;
    /** The bytes of an eager message; null otherwise. */
    @Nullable MemorySegment data;
    /** The sender's operation, of a rendezvous. */
    int senderId;
    /** The send itself, where this rank sends to itself. */
    @Nullable SendOp local;
    /** Whether somebody outside of the engine may know it. */
    boolean isShown;

    private @Nullable MemorySegment kept;

    Unexpected(Engine engine) {
        this.entry = engine.newEntry(this);
    }

    void setEnvelope(int fromPeer, int fromSource, int withTag, long ofBytes) {
        peer = fromPeer;
        source = fromSource;
        tag = withTag;
        bytes = ofBytes;
    }

    /** Memory for the bytes of an eager message. */
    MemorySegment makeRoom() {
        MemorySegment room = bytes > KEPT_BYTES ? MemorySegment.ofArray(new byte[(int) bytes]) : kept;
        if (room == null) {
            room = MemorySegment.ofArray(new byte[KEPT_BYTES]);
            kept = room;
        }
        data = room;
        return room;
    }

    /** Forgets the message. */
    void clear() {
        data = null;
        local = null;
    }

    public Status status() {
        return new Status(source, tag, bytes, false);
    }
}
