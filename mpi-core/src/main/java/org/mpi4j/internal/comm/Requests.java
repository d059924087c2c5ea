package org.mpi4j.internal.comm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.PersistentRequest;
import org.mpi4j.Request;
import org.mpi4j.Request.Completed;
import org.mpi4j.Status;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.progress.Progress;

/**
 * Waiting for several requests. Stateless. A request is active until a wait or a test has told of its completion; null stands for
 * a request that never was active.
 */
public final class Requests {
    private static final Completed NONE = new Completed(Comm.UNDEFINED, Status.EMPTY);

    private Requests() {}

    /** Done as soon as one of several is. */
    private static final class FirstOf extends Completion implements Completion.Listener {
        @Override
        public void done(Completion completion) {
            if (!isDone()) {
                complete(null);
            }
        }

        @Override
        public boolean needsAll() {
            return false;
        }

        @Override
        public String toString() {
            return "one of several requests";
        }
    }

    /**
     * Waits for all, also for those after one that failed.
     *
     * @throws MpiException the first error, with the others suppressed in it
     */
    public static List<Status> awaitAll(@Nullable Request... requests) {
        return each(requests, Request::await);
    }

    private static List<Status> each(@Nullable Request[] requests, Function<Request, Status> tell) {
        List<Status> statuses = new ArrayList<>(requests.length);
        MpiException first = null;
        for (Request request : requests) {
            try {
                statuses.add(request == null ? Status.EMPTY : tell.apply(request));
            } catch (MpiException e) {
                first = joined(first, e);
            }
        }
        if (first != null) {
            throw first;
        }
        return statuses;
    }

    private static MpiException joined(@Nullable MpiException first, MpiException next) {
        if (first == null) {
            return next;
        }
        if (!first.equals(next) && !Arrays.asList(first.getSuppressed()).contains(next)) {
            first.addSuppressed(next);
        }
        return first;
    }

    public static Completed awaitAny(@Nullable Request... requests) {
        awaitFirst(requests);
        for (int i = 0; i < requests.length; i++) {
            PendingRequest request = active(requests[i]);
            if (request != null && request.completion.isDone()) {
                return new Completed(i, request.deliver());
            }
        }
        return NONE;
    }

    public static List<Completed> awaitSome(@Nullable Request... requests) {
        awaitFirst(requests);
        return allDone(requests, PendingRequest::deliver);
    }

    public static Optional<List<Status>> testAll(@Nullable Request... requests) {
        return areDone(requests) ? Optional.of(awaitAll(requests)) : Optional.empty();
    }

    public static Optional<List<Status>> getStatusAll(@Nullable Request... requests) {
        return areDone(requests) ? Optional.of(each(requests, request -> request.getStatus().orElseThrow())) : Optional.empty();
    }

    private static boolean areDone(@Nullable Request[] requests) {
        poll(requests);
        for (Request request : requests) {
            PendingRequest pending = active(request);
            if (pending != null && !pending.completion.isDone()) {
                return false;
            }
        }
        return true;
    }

    public static Optional<Completed> testAny(@Nullable Request... requests) {
        return firstDone(requests, PendingRequest::deliver);
    }

    public static Optional<Completed> getStatusAny(@Nullable Request... requests) {
        return firstDone(requests, PendingRequest::settle);
    }

    private static Optional<Completed> firstDone(@Nullable Request[] requests, Function<PendingRequest, Status> tell) {
        poll(requests);
        boolean anyActive = false;
        for (int i = 0; i < requests.length; i++) {
            PendingRequest request = active(requests[i]);
            if (request != null) {
                anyActive = true;
                if (request.completion.isDone()) {
                    return Optional.of(new Completed(i, tell.apply(request)));
                }
            }
        }
        return anyActive ? Optional.empty() : Optional.of(NONE);
    }

    public static List<Completed> testSome(@Nullable Request... requests) {
        poll(requests);
        return allDone(requests, PendingRequest::deliver);
    }

    public static List<Completed> getStatusSome(@Nullable Request... requests) {
        poll(requests);
        return allDone(requests, PendingRequest::settle);
    }

    private static List<Completed> allDone(@Nullable Request[] requests, Function<PendingRequest, Status> tell) {
        List<Completed> completed = new ArrayList<>();
        MpiException first = null;
        for (int i = 0; i < requests.length; i++) {
            PendingRequest request = active(requests[i]);
            if (request != null && request.completion.isDone()) {
                try {
                    completed.add(new Completed(i, tell.apply(request)));
                } catch (MpiException e) {
                    first = joined(first, e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
        return completed;
    }

    /** Starts all in order; none if one of them cannot be started. */
    public static void startAll(PersistentRequest... requests) {
        for (PersistentRequest request : requests) {
            if (!(request instanceof PersistentOperation operation)) {
                String found = request == null ? "null" : request.getClass().getName();
                throw new MpiException(ErrorClass.REQUEST, "startAll: no persistent request of mpi4j: class=" + found);
            }
            operation.checkStart();
        }
        if (Arrays.stream(requests).distinct().count() < requests.length) {
            throw new MpiException(ErrorClass.REQUEST, "startAll: a request is there twice: requests=" + Arrays.toString(requests));
        }
        for (PersistentRequest request : requests) {
            request.start();
        }
    }

    private static void poll(@Nullable Request[] requests) {
        for (Request request : requests) {
            PendingRequest pending = active(request);
            if (pending != null && !pending.completion.isDone()) {
                pending.comm.progress.poll();
                Failure poison = pending.comm.progress.poison();
                if (poison != null && !pending.completion.isDone()) {
                    throw pending.comm.error(poison, pending.operation);
                }
                return;
            }
        }
    }

    /** Returns when one of the active requests is complete, or none is active. */
    private static void awaitFirst(@Nullable Request[] requests) {
        List<PendingRequest> waiting = new ArrayList<>(requests.length);
        for (Request request : requests) {
            PendingRequest pending = active(request);
            if (pending != null) {
                if (pending.completion.isDone()) {
                    return;
                }
                waiting.add(pending);
            }
        }
        if (waiting.isEmpty()) {
            return;
        }
        Progress progress = waiting.getFirst().comm.progress;
        for (PendingRequest request : waiting) {
            if (!request.comm.progress.equals(progress)) {
                throw new MpiException(ErrorClass.REQUEST, "await: requests of different processes: operation=" + request.operation);
            }
        }
        FirstOf firstOf = new FirstOf();
        listen(progress, waiting, firstOf, true);
        Failure gaveUp = progress.await(firstOf);
        listen(progress, waiting, firstOf, false);
        if (gaveUp != null && !firstOf.isDone()) {
            PendingRequest request = waiting.getFirst();
            throw request.comm.error(gaveUp, request.operation);
        }
    }

    private static void listen(Progress progress, List<PendingRequest> requests, FirstOf firstOf, boolean begin) {
        progress.enter();
        try {
            for (PendingRequest request : requests) {
                if (begin) {
                    request.completion.listen(firstOf);
                } else {
                    request.completion.unlisten(firstOf);
                }
            }
        } finally {
            progress.exit();
        }
    }

    /** The request if it is active, otherwise null. */
    private static @Nullable PendingRequest active(@Nullable Request request) {
        return switch (request) {
            case null -> null;
            case PendingRequest pending -> pending.isInactive() ? null : pending;
            case PersistentOperation persistent -> persistent.active();
            default -> throw new MpiException(ErrorClass.REQUEST, "await: no request of mpi4j: class=" + request.getClass().getName());
        };
    }
}
