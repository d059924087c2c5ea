package org.mpi4j.internal.comm;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.PersistentRequest;
import org.mpi4j.Status;

/**
 * An operation that begins again and again: each start makes a {@link PendingRequest}, and this one is active as long as that is. Thread-safe.
 */
class PersistentOperation implements PersistentRequest {
    final CommCore comm;
    final String operation;
    private final Supplier<? extends PendingRequest> begin;
    private volatile @Nullable PendingRequest latest;
    private volatile boolean closed;

    /**
     * An operation whose arguments have been checked, not begun yet.
     *
     * @param operation for messages, such as {@code sendInit}
     * @param begin begins the operation once more and returns at once with the request of this beginning, as the call with an {@code i} does
     *     that it is the persistent form of. Called by {@link #start}, without the progress lock, and never again before the last such request has
     *     told of its completion. It takes what may differ from one start to the next, such as the elements of a {@code boolean[]} and the tag of a
     *     collective, anew, and repeats only those checks that time can make fail: {@code checkBuf}
     */
    PersistentOperation(CommCore comm, String operation, Supplier<? extends PendingRequest> begin) {
        this.comm = comm;
        this.operation = operation;
        this.begin = begin;
    }

    @Override
    public final synchronized void start() {
        checkStart();
        comm.checkOpen(operation);
        latest = begin.get();
    }

    final void checkStart() {
        if (closed) {
            throw comm.error(ErrorClass.REQUEST, operation, "the request has been closed and cannot be started:");
        }
        if (active() != null) {
            throw comm.error(ErrorClass.REQUEST, operation, "the request is active, and is to be waited for before it is started again:");
        }
    }

    /** What has been started and not been told of; null if this is inactive. */
    final @Nullable PendingRequest active() {
        PendingRequest request = latest;
        return request == null || request.isInactive() ? null : request;
    }

    @Override
    public final Status await() {
        PendingRequest request = active();
        return request == null ? Status.EMPTY : request.await();
    }

    @Override
    public final Optional<Status> test() {
        PendingRequest request = active();
        return request == null ? Optional.of(Status.EMPTY) : request.test();
    }

    @Override
    public final Optional<Status> getStatus() {
        PendingRequest request = active();
        return request == null ? Optional.of(Status.EMPTY) : request.getStatus();
    }

    @Override
    public void cancel() {
        PendingRequest request = active();
        if (request != null) {
            request.cancel();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        PendingRequest request = active();
        if (request != null) {
            request.close();
        }
    }

    @Override
    public final CompletableFuture<Status> toFuture() {
        PendingRequest request = active();
        return request == null ? CompletableFuture.completedFuture(Status.EMPTY) : request.toFuture();
    }
}
