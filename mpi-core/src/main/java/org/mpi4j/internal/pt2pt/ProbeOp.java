package org.mpi4j.internal.pt2pt;

import org.jspecify.annotations.Nullable;
import org.mpi4j.Comm;
import org.mpi4j.internal.progress.Completion;

/** A probe that waits for a message. Confined to the driver. */
public final class ProbeOp extends Completion {
    final long context;
    /** The other end's rank in the job; -1 for any. */
    final int peer;
    final int source;
    final int tag;
    final boolean claims;
    @Nullable Unexpected found;

    /**
     * A probe to be started.
     *
     * @param peer the sender's rank in the job; -1 for any
     * @param claims whether the message is taken out of the queue, as a matched probe does
     */
    public ProbeOp(int peer, long context, int source, int tag, boolean claims) {
        this.peer = peer;
        this.context = context;
        this.source = source;
        this.tag = tag;
        this.claims = claims;
    }

    /** The message; null until done. */
    public @Nullable Unexpected found() {
        return found;
    }

    boolean fits(long itsContext, int itsSource, int itsTag) {
        return context == itsContext && (source == itsSource || source == Comm.ANY_SOURCE) && (tag == itsTag || tag == Comm.ANY_TAG);
    }
}
