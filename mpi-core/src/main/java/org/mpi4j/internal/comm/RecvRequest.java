package org.mpi4j.internal.comm;

import org.mpi4j.Status;
import org.mpi4j.internal.progress.Completion;

/** A receive under way, which can be given up before it has matched. Thread-safe. */
class RecvRequest extends PendingRequest {
    final Received received;

    RecvRequest(CommCore comm, String operation, Received received) {
        this(comm, operation, received, received);
    }

    /** @param completion the receive itself, or what it is part of */
    RecvRequest(CommCore comm, String operation, Received received, Completion completion) {
        super(comm, operation, completion);
        this.received = received;
    }

    @Override
    Status told() {
        return received.status();
    }

    @Override
    public final void cancel() {
        comm.progress.enter();
        try {
            received.cancel();
        } finally {
            comm.progress.exit();
        }
    }
}
