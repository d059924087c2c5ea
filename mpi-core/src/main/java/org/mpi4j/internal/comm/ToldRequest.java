package org.mpi4j.internal.comm;

import org.mpi4j.Status;
import org.mpi4j.internal.progress.Completion;

/** An operation of which it is known from the start what it will tell. Thread-safe. */
final class ToldRequest extends PendingRequest {
    private final Status status;

    ToldRequest(CommCore comm, String operation, Completion completion, Status status) {
        super(comm, operation, completion);
        this.status = status;
    }

    @Override
    Status told() {
        return status;
    }
}
