package org.mpi4j.internal.comm;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;

/**
 * How a persistent collective operation begins once more: with the schedule and the memory that were found when it was made, unless data are copied on
 * their way into a message. Guarded by the request that starts it.
 */
final class CollectiveStarts implements Supplier<PendingRequest> {
    private final CollectiveShapes comm;
    private final Supplier<Collective> prepare;
    private final boolean direct;
    private final int tag;
    private Collective next;

    /**
     * @param first what has been prepared and not begun
     * @param prepare checks and prepares anew
     * @param direct whether all data are read from and written to the caller's memory
     * @param tag of all messages; no other operation's
     */
    CollectiveStarts(CollectiveShapes comm, Collective first, Supplier<Collective> prepare, boolean direct, int tag) {
        this.comm = comm;
        this.next = first.unchecked();
        this.prepare = prepare;
        this.direct = direct;
        this.tag = tag;
    }

    /** Whether the engine works on the memory of all these buffers itself; null stands for no buffer. */
    static boolean areDirect(@Nullable Buf... bufs) {
        for (Buf buf : bufs) {
            if (buf != null && buf.booleans() != null) {
                return false;
            }
        }
        return true;
    }

    @Override
    public PendingRequest get() {
        Collective now = direct && next.run().isMemoryAlive() ? next : prepare.get().unchecked();
        comm.start(now, tag);
        next = direct ? now.again() : now;
        return new CollectiveRequest(comm, now);
    }
}
