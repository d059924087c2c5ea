package org.mpi4j.internal.comm;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.mpi4j.MpiException;
import org.mpi4j.Request;
import org.mpi4j.Status;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.progress.Failure;

/**
 * An operation under way: a {@link Completion} and what to do once it is done. Thread-safe; {@code error} is guarded by {@code this}.
 *
 * <p>Once a wait or a test has told of the completion, the request is inactive, as {@code MPI_REQUEST_NULL} is: waits for any of
 * several requests pass it over, and {@link #await} tells the same once more.
 */
abstract class PendingRequest implements Request {
    final CommCore comm;
    final String operation;
    final Completion completion;
    private @Nullable MpiException error;

    /** Not volatile: threads that share a request order their waits themselves, as the standard asks. */
    private boolean delivered;

    PendingRequest(CommCore comm, String operation, Completion completion) {
        this.comm = comm;
        this.operation = operation;
        this.completion = completion;
        if (comm.unclosed != null) {
            comm.unclosed.opened(this);
        }
    }

    /** What the operation tells after its success. May be asked by several threads, and more than once, with the same answer. */
    abstract Status told();

    @Override
    public final Status await() {
        if (!completion.isDone()) {
            Failure gaveUp = comm.progress.await(completion);
            if (gaveUp != null && !completion.isDone()) {
                throw comm.error(gaveUp, operation);
            }
        }
        return deliver();
    }

    @Override
    public final Optional<Status> test() {
        return isDoneNow() ? Optional.of(deliver()) : Optional.empty();
    }

    @Override
    public final Optional<Status> getStatus() {
        return isDoneNow() ? Optional.of(settle()) : Optional.empty();
    }

    private boolean isDoneNow() {
        if (!completion.isDone()) {
            comm.progress.poll();
        }
        if (completion.isDone()) {
            return true;
        }
        Failure poison = comm.progress.poison();
        if (poison != null) {
            throw comm.error(poison, operation);
        }
        return false;
    }

    /** Whether a wait or a test has told of the completion already. */
    final boolean isInactive() {
        return delivered;
    }

    final void markInactive() {
        delivered = true;
        if (comm.unclosed != null) {
            comm.unclosed.closed(this);
        }
    }

    /** Tells of the completion, which is there. */
    Status deliver() {
        markInactive();
        return settle();
    }

    /** Tells of the completion, which is there, and leaves the request active. */
    final Status settle() {
        Failure failure = completion.failure();
        if (failure != null) {
            throw error(failure);
        }
        return told();
    }

    /** The error handler hears of a failure once. */
    private synchronized MpiException error(Failure failure) {
        if (error == null) {
            error = comm.error(failure, operation);
        }
        return error;
    }

    /** Only a receive can be given up; all else runs to its end. */
    @Override
    public void cancel() {}

    @Override
    public void close() {
        markInactive();
        comm.progress.follow(completion, this::settleInBackground);
    }

    @Override
    public final CompletableFuture<Status> toFuture() {
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
            Status _ = told();
        }
    }

    @Override
    public final String toString() {
        return "Request[operation=" + operation + ", comm=" + comm.comm() + "]";
    }
}
