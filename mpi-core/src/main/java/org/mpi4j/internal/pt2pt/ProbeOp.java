package org.mpi4j.internal.pt2pt;

import org.jspecify.annotations.Nullable;
import org.mpi4j.Comm;
import org.mpi4j.internal.progress.Completion;

/** A probe that waits for a message. Confined to the driver. */
public final class ProbeOp extends Completion {
    final long context;
    final int source;
    final int tag;
    final boolean claims;
    @Nullable Unexpected found;

    /** @param claims whether the message is taken out of the queue, as a matched probe does */
    public ProbeOp(long context, int source, int tag, boolean claims) {
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
