package org.mpi4j.internal.boot.exchange;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.internal.net.HostPort;

/**
 * Finds the exchange's server among the places where it may be. Tries them in order, the next as soon as all before it have failed or
 * the last has kept us waiting for a while, and each of them again and again, until one welcomes us or the time is up. Confined to the
 * thread that joins.
 */
final class Connector {
    private static final long STAGGER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long ALL_STARTED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Member member;
    private final List<Place> places;
    private final JoinLimits limits;
    private final long limitNanos;
    private final long staggerNanos;
    private final long startNanos = System.nanoTime();
    private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();

    Connector(Member member, List<HostPort> candidates, JoinLimits limits) {
        this.member = member;
        this.places = candidates.stream().map(Place::new).toList();
        this.limits = limits;
        this.limitNanos = limits.joinNanos();
        this.staggerNanos = Math.min(STAGGER_NANOS, ALL_STARTED_NANOS / Math.max(1, candidates.size()));
    }

    /** One candidate and how the tries went. */
    private static final class Place {
        final HostPort candidate;
        @Nullable Attempt running;
        String failure = "not tried";
        boolean refused;
        boolean closed;
        boolean reached;
        long pauseNanos = FIRST_PAUSE_NANOS;
        long dueNanos;

        Place(HostPort candidate) {
            this.candidate = candidate;
        }

        /** Whether anything there has answered; a host that refuses will perhaps serve soon, unless it should do so already. */
        boolean isReached(boolean isServerUp) {
            Attempt attempt = running;
            reached |= attempt != null && attempt.isConnected();
            return reached || (closed && !isServerUp);
        }

        void failed(IOException why, long sinceStartNanos) {
            reached |= running != null && running.isConnected();
            running = null;
            String message = why.getMessage();
            failure = message == null ? why.getClass().getSimpleName() : message;
            refused = why instanceof RefusedException refusal && refusal.isFinal();
            closed = why instanceof ConnectException && failure.contains("refused");
            dueNanos = sinceStartNanos + pauseNanos;
            pauseNanos = Math.min(2 * pauseNanos, LAST_PAUSE_NANOS);
        }

        @Override
        public String toString() {
            return candidate + " (" + (running == null ? failure : "no answer") + ")";
        }
    }

    private record Result(Place place, Attempt.@Nullable Joined joined, @Nullable IOException failure) {}

    /** @throws MpiException if no server has welcomed us within the time limit, or ours has refused us */
    Attempt.Joined join() {
        try {
            while (sinceStartNanos() < limitNanos) {
                Result result = tryOn();
                if (result != null && result.joined() != null) {
                    result.place().running = null;
                    return result.joined();
                }
                if (result != null && result.failure() != null) {
                    result.place().failed(result.failure(), sinceStartNanos());
                }
                if (sinceStartNanos() > limits.pathNanos() && places.stream().noneMatch(place -> place.isReached(limits.isServerUp()))) {
                    throw failure("no path to " + member.server() + " within " + seconds(limits.pathNanos()) + " s (mpi4j.tcp.connect.timeout)");
                }
                if (running().isEmpty() && places.stream().anyMatch(place -> place.refused)) {
                    throw failure("cannot join the job of " + member.server());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failure("interrupted while joining the job of " + member.server());
        } finally {
            running().forEach(Attempt::cancel);
        }
        throw failure("no connection to " + member.server() + " within " + seconds(limitNanos) + " s (mpi4j.boot.timeout)");
    }

    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos);
    }

    private MpiException failure(String what) {
        String tried = places.stream().map(Place::toString).collect(Collectors.joining(", "));
        return new MpiException(
                ErrorClass.OTHER, what + "; tried " + tried + "; rank=" + member.rank() + " host=" + member.host() + " job=" + member.job());
    }

    private List<Attempt> running() {
        List<Attempt> running = new ArrayList<>(places.size());
        for (Place place : places) {
            if (place.running != null) {
                running.add(place.running);
            }
        }
        return running;
    }

    /** Starts what is due and waits for a result, but not for longer than until something else is due. */
    private @Nullable Result tryOn() throws InterruptedException {
        long nowNanos = sinceStartNanos();
        long nextDueNanos = nowNanos < limits.pathNanos() ? Math.min(limitNanos, limits.pathNanos()) : limitNanos;
        for (Place place : places) {
            if (place.running == null && place.dueNanos <= nowNanos) {
                if (places.size() == 1) {
                    return attempt(place, start(place));
                }
                Attempt attempt = start(place);
                Thread.ofPlatform().daemon().name("mpi4j-join-" + place.candidate).start(() -> results.add(attempt(place, attempt)));
                nextDueNanos = Math.min(nextDueNanos, nowNanos + staggerNanos);
                break;
            }
            if (place.running == null) {
                nextDueNanos = Math.min(nextDueNanos, place.dueNanos);
            }
        }
        return results.poll(Math.max(1, nextDueNanos - nowNanos), TimeUnit.NANOSECONDS);
    }

    private Attempt start(Place place) {
        Attempt attempt = new Attempt(member, place.candidate, limits.pathNanos(), startNanos + limitNanos);
        place.running = attempt;
        return attempt;
    }

    private static Result attempt(Place place, Attempt attempt) {
        try {
            return new Result(place, attempt.join(), null);
        } catch (IOException e) {
            return new Result(place, null, e);
        }
    }

    private long sinceStartNanos() {
        return System.nanoTime() - startNanos;
    }
}
