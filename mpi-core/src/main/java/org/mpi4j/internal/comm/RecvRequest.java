package org.mpi4j.internal.comm;

import org.mpi4j.Status;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.pt2pt.RecvOp;

/** A receive under way, which can be given up before it has matched. Thread-safe. */
class RecvRequest extends PendingRequest {
    final RecvOp op;

    RecvRequest(CommCore comm, String operation, RecvOp op) {
        this(comm, operation, op, op);
    }

    /** @param completion the receive itself, or what it is part of */
    RecvRequest(CommCore comm, String operation, RecvOp op, Completion completion) {
        super(comm, operation, completion);
        this.op = op;
    }

    @Override
    Status told() {
        return op.status();
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
