package org.mpi4j.internal.comm;

import org.mpi4j.ObjectRequest;
import org.mpi4j.Status;

/** The receive of an object from {@code PROC_NULL}: complete from the start, and without an object. Immutable. */
final class NoObject<T> extends PendingRequest implements ObjectRequest<T> {
    NoObject(CommCore comm, String operation) {
        super(comm, operation, Done.DONE);
    }

    @Override
    Status told() {
        return CommCore.NO_PROCESS;
    }

    @Override
    @SuppressWarnings("NullAway") // there is nothing that a process that is none could have sent
    public T get() {
        await();
        return null;
    }
}
