package org.mpi4j.internal.comm;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Comm;
import org.mpi4j.ObjectRequest;
import org.mpi4j.Status;

/** A communicator on its way: it is there once all its processes know its context. Thread-safe; it is made once, by the first that asks for it. */
final class MadeComm extends PendingRequest implements ObjectRequest<Comm> {
    private final Supplier<Comm> maker;
    private @Nullable Comm made;

    /** @param maker called after the end of what the processes agree by */
    MadeComm(CommCore parent, Collective agreeing, Supplier<Comm> maker) {
        super(parent, agreeing.operation(), agreeing.completion());
        this.maker = maker;
    }

    @Override
    Status told() {
        return Status.EMPTY;
    }

    @Override
    public Comm get() {
        await();
        synchronized (this) {
            if (made == null) {
                made = maker.get();
            }
            return made;
        }
    }
}
