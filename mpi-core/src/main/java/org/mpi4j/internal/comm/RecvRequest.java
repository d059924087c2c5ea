package org.mpi4j.internal.comm;

import java.util.function.Supplier;
import org.mpi4j.Status;
import org.mpi4j.internal.pt2pt.RecvOp;

/** A receive under way, which can be given up before it has matched. Thread-safe. */
class RecvRequest extends PendingRequest {
    private final RecvOp op;

    RecvRequest(CommCore comm, String operation, RecvOp op, Supplier<Status> whenDone) {
        super(comm, operation, op, whenDone);
        this.op = op;
    }

    @Override
    public final void cancel() {
        comm.progress.enter();
        try {
            if (!op.isDone()) {
                comm.engine.cancel(op);
            }
        } finally {
            comm.progress.exit();
        }
    }
}
