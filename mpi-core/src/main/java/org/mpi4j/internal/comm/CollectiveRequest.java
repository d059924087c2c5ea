package org.mpi4j.internal.comm;

import org.mpi4j.Status;

/** A collective operation under way. Thread-safe. */
final class CollectiveRequest extends PendingRequest {
    private final Collective collective;
    private boolean given;

    CollectiveRequest(CommCore comm, Collective collective) {
        super(comm, collective.operation(), collective.completion());
        this.collective = collective;
    }

    @Override
    synchronized Status told() {
        if (!given) {
            given = true;
            collective.give();
        }
        return Status.EMPTY;
    }
}
