package org.mpi4j.internal.comm;

import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.ObjectRequest;

/** A receive of an object under way. Thread-safe; the object is read once, by the first that asks for it. */
final class ReceivedObject<T> extends RecvRequest implements ObjectRequest<T> {
    private final ObjectPointToPoint receiver;
    private boolean isRead;
    private @Nullable Object object;

    ReceivedObject(ObjectPointToPoint comm, String operation, Received received) {
        super(comm, operation, received);
        this.receiver = comm;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the caller says what was sent, and whether it may be null
    public T get() {
        if (await().cancelled()) {
            throw receiver.error(ErrorClass.REQUEST, "request.get", "the receive was cancelled");
        }
        synchronized (this) {
            if (!isRead) {
                object = receiver.read(operation, received.memory());
                isRead = true;
            }
            return (T) object;
        }
    }
}
