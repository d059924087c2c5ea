package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Status;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.pt2pt.RecvOp;

/**
 * What remains of a receive when it is done, so that the engine can use its operation for the next one: done when that is. Confined to the driver, but for what it
 * tells once it is done.
 */
final class Received extends Completion implements Completion.Listener {
    private final CommCore comm;
    private final boolean keepsMemory;
    private @Nullable RecvOp op;
    private @Nullable Status status;
    private MemorySegment memory = MemorySegment.NULL;

    /**
     * Of a receive that has been started, whose only listener this is.
     *
     * @param keepsMemory whether {@link #memory} is wanted
     */
    Received(CommCore comm, RecvOp op, boolean keepsMemory) {
        this.comm = comm;
        this.op = op;
        this.keepsMemory = keepsMemory;
        if (op.isDone()) {
            done(op);
        } else {
            op.setParent(this);
        }
    }

    @Override
    public void done(Completion completion) {
        RecvOp finished = Objects.requireNonNull(op);
        op = null;
        status = finished.status();
        memory = keepsMemory ? finished.received() : MemorySegment.NULL;
        Failure failure = finished.failure();
        comm.engine.release(finished);
        complete(failure);
    }

    /** Gives the receive up if it has not matched. */
    void cancel() {
        if (op != null) {
            comm.engine.cancel(op);
        }
    }

    /** What was received; once it is done. */
    Status status() {
        return Objects.requireNonNull(status);
    }

    /** The bytes that were received; once it is done. */
    MemorySegment memory() {
        return memory;
    }

    @Override
    public String toString() {
        RecvOp underWay = op;
        return underWay == null ? "recv" : underWay.toString();
    }
}
