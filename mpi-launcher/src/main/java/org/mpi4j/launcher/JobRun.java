package org.mpi4j.launcher;

import java.util.ArrayList;
import java.util.Collection;
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
    private static final long SUSPICION_NANOS = TimeUnit.MILLISECONDS.toNanos(800);
    /** The same for a rank on another host, of whose end an agent tells. */
    private static final long REMOTE_SUSPICION_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final String LEFT = "ended with code 0, but without closing its Mpi; the others would wait for it";
    private static final long NEVER = Long.MAX_VALUE;

    /** What this rank has done so far. */
    private static final class Watched {
        final RankProcess rank;
        boolean running = true;
        boolean endedWell;
        boolean inJob;
        boolean left;
        long suspectNanos = NEVER;
        String suspicion = "";

        Watched(RankProcess rank) {
            this.rank = rank;
        }

        boolean isSuspect() {
            return suspectNanos != NEVER;
        }

        long suspicionNanos() {
            return rank.isRemote() ? REMOTE_SUSPICION_NANOS : SUSPICION_NANOS;
        }
    }

    private final BlockingQueue<Consumer<JobRun>> events;
    private final Collection<? extends Keeper> keepers;
    private final ExchangeServer exchange;
    private final List<Watched> ranks = new ArrayList<>();
    private final Map<Integer, Integer> indexOfRank = new HashMap<>();
    private final long deadlineNanos;
    private @Nullable Failure failure;
    /** A failure that looks like the consequence of another, of which no word has come yet. */
    private @Nullable Failure held;
    private long forceNanos = NEVER;
    private int signals;
    private long graceNanos = GRACE_NANOS;

    /**
     * @param events what other threads have to tell, each a call of one of this object's methods
     * @param timeoutNanos 0 for none
     */
    JobRun(BlockingQueue<Consumer<JobRun>> events, Collection<? extends Keeper> keepers, ExchangeServer exchange, long timeoutNanos) {
        this.events = events;
        this.keepers = keepers;
        this.exchange = exchange;
        this.deadlineNanos = timeoutNanos == 0 ? NEVER : System.nanoTime() + timeoutNanos;
    }

    /** Ranks have so much time to end before they are killed. */
    void leave(long nanos) {
        graceNanos = nanos;
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
        failure = failure == null ? held : failure;
        return failure != null && isOwnWord(failure) ? new Failure(failure.code(), failure.culprit(), null) : failure;
    }

    /** Whether a rank has closed its Mpi and only then ended with a code of its choice: it has said itself what was to be said. */
    private boolean isOwnWord(Failure why) {
        return why.code() < ExitCode.SIGNAL_BASE && ranks.stream().anyMatch(watched -> watched.left && watched.rank.rank() == why.culprit());
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
        signalAllBut(signal, why.culprit());
    }

    private void signalAllBut(String signal, int culprit) {
        RankProcess spared = indexOfRank.containsKey(culprit) ? watched(culprit).rank : null;
        for (Keeper keeper : keepers) {
            keeper.signalAllBut(signal, spared != null && spared.keeper().equals(keeper) ? spared : null);
        }
    }

    /** A rank has begun to use MPI, or again. */
    void joined(int rank) {
        watched(rank).inJob = true;
        watched(rank).left = false;
    }

    /** A rank has finalised. */
    void left(int rank) {
        watched(rank).inJob = false;
        watched(rank).left = true;
    }

    /** A rank's connection to the exchange has ended before it had finalised. */
    void lost(int rank) {
        Watched watched = watched(rank);
        if (watched.endedWell) {
            suspect(watched, LEFT); // its end may be seen before the end of its connection
        } else if (!watched.running) {
            return; // its end has been told
        } else if (watched.rank.isRemote()) {
            suspect(watched, "has lost its connection to jrun: it is stopped, or its host cannot be reached");
        } else {
            suspect(watched, "has lost its connection to jrun though it lives");
        }
    }

    /** Nobody reads the output any more. */
    void outputBroke() {
        fail(Failure.of(ExitCode.OUTPUT_BROKEN, null), "TERM", graceNanos);
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
        watched.endedWell = code == 0;
        watched.rank.keeper().ended(watched.rank);
        if (code != 0) {
            failed(watched, Failure.ofRank(watched.rank, code, ExitCode.describe(code)));
        } else if (watched.inJob) {
            suspect(watched, LEFT);
            if (held != null) {
                fail(Failure.ofRank(watched.rank, 1, watched.suspicion), "TERM", graceNanos);
            }
        } else {
            exchange.gone(rank);
        }
    }

    /**
     * A rank has failed. If another one has been silent before, this one may have failed because of it: the other's end, which a moment later
     * will be known, is the reason then.
     */
    private void failed(Watched watched, Failure why) {
        boolean isHeldAlready = held != null && held.culprit() == watched.rank.rank();
        Watched silent = ranks.stream().filter(other -> other != watched && other.isSuspect()).findFirst().orElse(null);
        if (watched.isSuspect() && !isHeldAlready) {
            fail(why, "TERM", graceNanos);
        } else if (silent != null && !silent.running) {
            fail(Failure.ofRank(silent.rank, 1, silent.suspicion), "TERM", graceNanos);
        } else if (silent == null && held == null) {
            fail(why, "TERM", graceNanos);
        } else if (held == null) {
            held = why;
        }
    }

    private void suspect(Watched watched, String suspicion) {
        watched.suspicion = suspicion;
        if (!watched.isSuspect()) {
            watched.suspectNanos = System.nanoTime() + watched.suspicionNanos();
        }
    }

    /** A rank has said that the job is to end. */
    void aborted(JobEnd end) {
        if (end.cause() == JobEnd.Cause.ABORTED && end.rank() >= 0) {
            int code = (end.code() & 0xff) == 0 ? 1 : end.code() & 0xff;
            String firstLine = end.reason().lines().findFirst().orElse("");
            Watched watched = watched(end.rank());
            failed(watched, Failure.ofRank(watched.rank, code, "ended the job with code " + code + (firstLine.isEmpty() ? "" : ": " + firstLine)));
        }
    }

    /** This process got a signal that asks it to end. */
    void signalled(ExitSignal signal) {
        signals++;
        fail(Failure.of(signal.exitCode(), null), signal.name(), Math.max(SIGNAL_GRACE_NANOS, graceNanos));
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
            fail(Failure.of(ExitCode.TIMEOUT, "the job has not ended within its --timeout"), "TERM", graceNanos);
            return;
        }
        for (Watched watched : ranks) {
            if (now >= watched.suspectNanos) {
                fail(held != null ? held : Failure.ofRank(watched.rank, 1, watched.suspicion), "TERM", graceNanos);
            }
        }
    }

    private void force() {
        forceNanos = NEVER;
        keepers.forEach(Keeper::killAll);
        ranks.forEach(watched -> {
            if (watched.running) {
                watched.rank.process().destroyForcibly();
            }
        });
    }
}
