package org.mpi4j.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.boot.exchange.ExchangeServer;
import org.mpi4j.internal.boot.exchange.JobEnd;

/**
 * Watches a running job until all its ranks are gone. The first failure decides: it ends all other ranks, at first politely and then,
 * {@link #GRACE_NANOS} later, by force; its code is the job's, and later failures are consequences that nobody wants to read.
 * Confined to the main thread.
 */
final class JobRun {
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** Between Ctrl-C and force. */
    private static final long SIGNAL_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
    /** How long the others may go on after a rank has left without a word; if all end well in this time, nothing was wrong. */
    private static final long SUSPICION_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final long NEVER = Long.MAX_VALUE;

    /** What this rank has done so far. */
    private static final class Watched {
        final RankProcess rank;
        boolean running = true;
        boolean inJob;
        boolean left;
        long suspectNanos = NEVER;
        String suspicion = "";

        Watched(RankProcess rank) {
            this.rank = rank;
        }
    }

    private final BlockingQueue<Consumer<JobRun>> events;
    private final Guard guard;
    private final ExchangeServer exchange;
    private final List<Watched> ranks = new ArrayList<>();
    private final Map<Integer, Integer> indexOfRank = new HashMap<>();
    private final long deadlineNanos;
    private @Nullable Failure failure;
    private long forceNanos = NEVER;
    private int signals;

    /**
     * @param events what other threads have to tell, each a call of one of this object's methods
     * @param timeoutNanos 0 for none
     */
    JobRun(BlockingQueue<Consumer<JobRun>> events, Guard guard, ExchangeServer exchange, long timeoutNanos) {
        this.events = events;
        this.guard = guard;
        this.exchange = exchange;
        this.deadlineNanos = timeoutNanos == 0 ? NEVER : System.nanoTime() + timeoutNanos;
    }

    void add(RankProcess rank) {
        indexOfRank.put(rank.rank(), ranks.size());
        ranks.add(new Watched(rank));
    }

    /** Returns when all ranks have ended: why the job failed, or null. */
    @Nullable Failure await() throws InterruptedException {
        while (ranks.stream().anyMatch(rank -> rank.running)) {
            long waitNanos = Math.max(0, nextDeadlineNanos() - System.nanoTime());
            Consumer<JobRun> event = events.poll(waitNanos, TimeUnit.NANOSECONDS);
            if (event == null) {
                timeHasCome(System.nanoTime());
            } else {
                event.accept(this);
            }
        }
        return failure != null && isOwnWord(failure) ? new Failure(failure.code(), failure.culprit(), null) : failure;
    }

    /** Whether a rank has closed its Mpi and only then ended with a code of its choice: it has said itself what was to be said. */
    private boolean isOwnWord(Failure why) {
        return why.code() < ExitCode.SIGNAL_BASE && ranks.stream().anyMatch(watched -> watched.left && watched.rank.pid() == why.culprit());
    }

    /** Ends the job for a reason of the launcher's. */
    void fail(Failure why, String signal, long graceNanos) {
        if (failure != null) {
            return;
        }
        failure = why;
        forceNanos = System.nanoTime() + graceNanos;
        String reason = why.message();
        exchange.end(new JobEnd(JobEnd.Cause.ABORTED, why.code(), JobEnd.NO_RANK, "", reason == null ? "" : reason));
        guard.signalAllBut(signal, why.culprit());
    }

    /** A rank has begun to use MPI. */
    void joined(int rank) {
        watched(rank).inJob = true;
    }

    /** A rank has finalised. */
    void left(int rank) {
        watched(rank).inJob = false;
        watched(rank).left = true;
    }

    /** A rank's connection to the exchange has ended before it had finalised. */
    void lost(int rank) {
        suspect(watched(rank), "has lost its connection to jrun though it lives");
    }

    /** Nobody reads the output any more. */
    void outputBroke() {
        fail(new Failure(ExitCode.OUTPUT_BROKEN, 0, null), "TERM", GRACE_NANOS);
    }

    private Watched watched(int rank) {
        Integer index = indexOfRank.get(rank);
        if (index == null) {
            throw new IllegalStateException("an event of an unknown rank=" + rank);
        }
        return ranks.get(index);
    }

    /** A rank's process has ended; {@code code} is its exit code, or 128 + signal. */
    void exited(int rank, int code) {
        Watched watched = watched(rank);
        watched.running = false;
        guard.ended(watched.rank.pid());
        if (code != 0) {
            fail(Failure.ofRank(watched.rank, code, ExitCode.describe(code)), "TERM", GRACE_NANOS);
        } else if (watched.inJob) {
            suspect(watched, "ended with code 0, but without closing its Mpi; the others would wait for it");
        }
    }

    private void suspect(Watched watched, String suspicion) {
        watched.suspicion = suspicion;
        if (watched.suspectNanos == NEVER) {
            watched.suspectNanos = System.nanoTime() + SUSPICION_NANOS;
        }
    }

    /** A rank has said that the job is to end. */
    void aborted(JobEnd end) {
        if (end.cause() == JobEnd.Cause.ABORTED && end.rank() >= 0) {
            int code = (end.code() & 0xff) == 0 ? 1 : end.code() & 0xff;
            String firstLine = end.reason().lines().findFirst().orElse("");
            fail(Failure.ofRank(watched(end.rank()).rank, code, "ended the job with code " + code + (firstLine.isEmpty() ? "" : ": " + firstLine)), "TERM", GRACE_NANOS);
        }
    }

    /** This process got a signal that asks it to end. */
    void signalled(ExitSignal signal) {
        signals++;
        fail(new Failure(signal.exitCode(), 0, null), signal.name(), SIGNAL_GRACE_NANOS);
        if (signals > 1) {
            forceNanos = System.nanoTime();
        }
    }

    private long nextDeadlineNanos() {
        long next = failure == null ? deadlineNanos : forceNanos;
        if (failure == null) {
            for (Watched watched : ranks) {
                next = Math.min(next, watched.suspectNanos);
            }
        }
        return next;
    }

    private void timeHasCome(long now) {
        if (failure != null) {
            force();
            return;
        }
        if (now >= deadlineNanos) {
            fail(new Failure(ExitCode.TIMEOUT, 0, "the job has not ended within its --timeout"), "TERM", GRACE_NANOS);
            return;
        }
        for (Watched watched : ranks) {
            if (now >= watched.suspectNanos) {
                fail(Failure.ofRank(watched.rank, 1, watched.suspicion), "TERM", GRACE_NANOS);
            }
        }
    }

    private void force() {
        forceNanos = NEVER;
        guard.killAll();
        ranks.forEach(watched -> {
            if (watched.running) {
                watched.rank.process().destroyForcibly();
            }
        });
    }
}
