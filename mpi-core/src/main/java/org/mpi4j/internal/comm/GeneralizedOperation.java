package org.mpi4j.internal.comm;

import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.GeneralizedRequest;
import org.mpi4j.MpiException;
import org.mpi4j.Status;
import org.mpi4j.internal.progress.Completion;

/**
 * An operation that the application carries out. Thread-safe. The application's functions are called without any lock of mpi4j; {@code freed} and
 * {@code last} are guarded by {@code this}.
 */
public final class GeneralizedOperation extends PendingRequest implements GeneralizedRequest {
    private static final String OPERATION = "grequestStart";

    private static final class Ended extends Completion {
        @Override
        public String toString() {
            return "a generalized request, which the application completes";
        }
    }

    private final Functions functions;
    private final Ended ended;
    private boolean freed;
    private boolean closed;
    private @Nullable Status last;

    /** @param comm whose error handler hears of errors */
    public GeneralizedOperation(IntraComm comm, Functions functions) {
        this(comm, functions, new Ended());
        comm.checkOpen(OPERATION);
    }

    private GeneralizedOperation(CommCore comm, Functions functions, Ended ended) {
        super(comm, OPERATION, ended);
        this.functions = functions;
        this.ended = ended;
    }

    @Override
    public void complete() {
        if (!end()) {
            throw comm.error(ErrorClass.REQUEST, "complete", "the operation is complete already:");
        }
        if (isLetGo()) {
            free();
        }
    }

    /** Returns whether it had not ended before. */
    private boolean end() {
        comm.progress.enter();
        try {
            if (ended.isDone()) {
                return false;
            }
            ended.complete(null);
            return true;
        } finally {
            comm.progress.exit();
        }
    }

    @Override
    Status told() {
        Status known = lastIfFreed();
        if (known != null) {
            return known;
        }
        Status status = query();
        synchronized (this) {
            last = status;
        }
        return status;
    }

    private synchronized @Nullable Status lastIfFreed() {
        return freed ? (last == null ? Status.EMPTY : last) : null;
    }

    @Override
    Status deliver() {
        try {
            return super.deliver();
        } finally {
            free();
        }
    }

    @Override
    public void cancel() {
        try {
            functions.cancel(ended.isDone());
        } catch (RuntimeException e) {
            throw thrown("cancel", e);
        }
    }

    @Override
    public void close() {
        markInactive();
        letGo();
        if (ended.isDone()) {
            free();
        }
    }

    private synchronized void letGo() {
        closed = true;
    }

    private synchronized boolean isLetGo() {
        return closed;
    }

    private Status query() {
        try {
            return functions.query();
        } catch (RuntimeException e) {
            throw thrown("query", e);
        }
    }

    private void free() {
        synchronized (this) {
            if (freed) {
                return;
            }
            freed = true;
        }
        try {
            functions.free();
        } catch (RuntimeException e) {
            throw thrown("free", e);
        }
    }

    private MpiException thrown(String function, RuntimeException e) {
        ErrorClass errorClass = e instanceof MpiException mpi ? mpi.errorClass() : ErrorClass.OTHER;
        return comm.error(errorClass, OPERATION, "the application's function threw: function=" + function + " exception=" + e, e);
    }
}
