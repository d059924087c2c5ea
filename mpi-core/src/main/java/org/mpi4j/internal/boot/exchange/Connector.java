package org.mpi4j.internal.boot.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/**
 * Finds the exchange's server among the places where it may be: tries them one after the other, the next as soon as one fails or has
 * kept us waiting for a while, all over again until one welcomes us or the time is up. Confined to the thread that joins.
 */
final class Connector {
    private static final long STAGGER_MILLIS = 250;
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LAST_PAUSE_MILLIS = 250;

    private final Member member;
    private final List<Candidate> candidates;
    private final long limitNanos;
    private final long deadlineNanos;
    private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
    private final Map<Candidate, String> failures = new LinkedHashMap<>();

    private record Result(Candidate candidate, Attempt.@Nullable Joined joined, String failure) {}

    Connector(Member member, List<Candidate> candidates, long limitNanos) {
        this.member = member;
        this.candidates = List.copyOf(candidates);
        this.limitNanos = limitNanos;
        this.deadlineNanos = System.nanoTime() + limitNanos;
    }

    /** @throws MpiException if no server has welcomed us within the time limit */
    Attempt.Joined join() {
        try {
            long pauseMillis = FIRST_PAUSE_MILLIS;
            while (System.nanoTime() - deadlineNanos < 0) {
                Attempt.Joined joined = round();
                if (joined != null) {
                    return joined;
                }
                Thread.sleep(pauseMillis);
                pauseMillis = Math.min(2 * pauseMillis, LAST_PAUSE_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new MpiException(ErrorClass.OTHER, "interrupted while joining the job, rank=" + member.rank() + " job=" + member.job());
        }
        throw new MpiException(ErrorClass.OTHER, "no connection to " + member.server() + " within " + TimeUnit.NANOSECONDS.toSeconds(limitNanos)
                + " s (mpi4j.boot.timeout); tried " + tried() + "; rank=" + member.rank() + " host=" + member.host() + " job=" + member.job());
    }

    private String tried() {
        return failures.entrySet().stream().map(e -> e.getKey() + " (" + e.getValue() + ")").collect(Collectors.joining(", "));
    }

    private Attempt.@Nullable Joined round() throws InterruptedException {
        if (candidates.size() == 1) {
            return taken(attempt(candidates.getFirst()));
        }
        int running = 0;
        List<Candidate> waiting = new ArrayList<>(candidates);
        while (running > 0 || !waiting.isEmpty()) {
            if (!waiting.isEmpty()) {
                start(waiting.removeFirst());
                running++;
            }
            long waitMillis = waiting.isEmpty() ? TimeUnit.NANOSECONDS.toMillis(limitNanos) : STAGGER_MILLIS;
            Result result = results.poll(waitMillis, TimeUnit.MILLISECONDS);
            if (result != null) {
                running--;
                Attempt.Joined joined = taken(result);
                if (joined != null) {
                    return joined;
                }
            }
        }
        return null;
    }

    private void start(Candidate candidate) {
        Thread.ofPlatform().daemon().name("mpi4j-join-" + candidate).start(() -> results.add(attempt(candidate)));
    }

    private Result attempt(Candidate candidate) {
        try {
            return new Result(candidate, new Attempt(member, candidate, deadlineNanos).join(), "");
        } catch (IOException e) {
            String message = e.getMessage();
            return new Result(candidate, null, message == null ? e.getClass().getSimpleName() : message);
        }
    }

    /** Notes a failure; the server welcomes a rank once, so that nobody need wait for the other attempts after a success. */
    private Attempt.@Nullable Joined taken(Result result) {
        if (result.joined() == null) {
            failures.put(result.candidate(), result.failure());
        }
        return result.joined();
    }
}
