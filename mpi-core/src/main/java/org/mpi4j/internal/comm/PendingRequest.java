package org.mpi4j.internal.comm;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mpi4j.MpiException;
import org.mpi4j.Request;
import org.mpi4j.Status;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.progress.Failure;

/**
 * An operation under way: a {@link Completion} and what to do once when it is done. Thread-safe; {@code result}, {@code error} and
 * {@code delivered} are guarded by {@code this}.
 *
 * <p>Once a wait or a test has told of the completion, the request is inactive, as {@code MPI_REQUEST_NULL} is: waits for any of
 * several requests pass it over, and {@link #await} tells the same once more.
 */
class PendingRequest implements Request {
    final CommCore comm;
    final String operation;
    final Completion completion;
    private final Supplier<Status> whenDone;
    private @Nullable Status result;
    private @Nullable MpiException error;
    private boolean delivered;

    /** @param whenDone what the operation tells, and what it has yet to copy; asked once, after success */
    PendingRequest(CommCore comm, String operation, Completion completion, Supplier<Status> whenDone) {
        this.comm = comm;
        this.operation = operation;
        this.completion = completion;
        this.whenDone = whenDone;
    }

    @Override
    public Status await() {
        Failure gaveUp = comm.progress.await(completion);
        if (gaveUp != null && !completion.isDone()) {
            throw comm.error(gaveUp, operation);
        }
        return deliver();
    }

    @Override
    public Optional<Status> test() {
        if (!completion.isDone()) {
            comm.progress.poll();
        }
        if (completion.isDone()) {
            return Optional.of(deliver());
        }
        Failure poison = comm.progress.poison();
        if (poison != null) {
            throw comm.error(poison, operation);
        }
        return Optional.empty();
    }

    /** Whether a wait or a test has told of the completion already. */
    final synchronized boolean isInactive() {
        return delivered;
    }

    /** Tells of the completion, which is there. */
    final synchronized Status deliver() {
        delivered = true;
        return settle();
    }

    private synchronized Status settle() {
        if (error != null) {
            throw error;
        }
        if (result == null) {
            Failure failure = completion.failure();
            if (failure != null) {
                error = comm.error(failure, operation);
                throw error;
            }
            result = whenDone.get();
        }
        return result;
    }

    /** Only a receive can be given up; all else runs to its end. */
    @Override
    public void cancel() {}

    @Override
    public void close() {
        synchronized (this) {
            delivered = true;
        }
        comm.progress.follow(completion, this::settleInBackground);
    }

    @Override
    public CompletableFuture<Status> toFuture() {
        CompletableFuture<Status> future = new CompletableFuture<>();
        comm.progress.follow(completion, () -> future.completeAsync(this::settleOrGiveUp));
        return future;
    }

    private Status settleOrGiveUp() {
        Failure gaveUp = completion.isDone() ? null : comm.progress.poison();
        if (gaveUp != null) {
            throw comm.error(gaveUp, operation);
        }
        return settle();
    }

    private void settleInBackground() {
        if (completion.isDone() && completion.failure() == null) {
            settle();
        }
    }
}
