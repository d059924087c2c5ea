package org.mpi4j.internal.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.boot.exchange.RankState;
import org.mpi4j.internal.boot.exchange.RankState.Activity;
import org.mpi4j.internal.boot.exchange.RankState.Need;
import org.mpi4j.internal.coll.BoardWaits;
import org.mpi4j.internal.coll.CollContext;
import org.mpi4j.internal.progress.Glance;
import org.mpi4j.internal.progress.Wait;
import org.mpi4j.internal.pt2pt.Arrived;
import org.mpi4j.internal.pt2pt.Engine;
import org.mpi4j.internal.pt2pt.Pending;

/**
 * Finds out what the rank of this process does: from the engine's queues, looked at once under the progress lock, and from the stacks of all
 * threads. Nothing is kept for it while messages pass. Used once, by one thread.
 */
final class Inspection {
    private static final long LOCK_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_LINES = 8;

    private final @Nullable Rank rank;
    private final long exchangeNanos;
    private final List<String> lines = new ArrayList<>();
    private final List<Need> needs = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final Map<Thread, Waiting> waiting = new LinkedHashMap<>();
    private long idleNanos = Long.MAX_VALUE;

    /** What a thread waits for. */
    private record Waiting(List<String> operations, List<Need> needs) {}

    /**
     * Prepares it.
     *
     * @param rank null if it is not made yet
     * @param exchangeNanos how long this process has waited for all others to come to its start or end; negative if it does not
     */
    Inspection(@Nullable Rank rank, long exchangeNanos) {
        this.rank = rank;
        this.exchangeNanos = exchangeNanos;
    }

    RankState state() throws InterruptedException {
        Rank here = rank;
        boolean wasFree = here == null || Glance.at(here.progress(), LOCK_LIMIT_NANOS, waits -> look(here, waits));
        if (!wasFree) {
            lines.add("some thread is at work within MPI, and has been for " + TimeUnit.NANOSECONDS.toSeconds(LOCK_LIMIT_NANOS) + " s or more");
        }
        waiting.forEach(this::tell);
        if (waiting.size() > 1) {
            needs.clear(); // the rank goes on as soon as one of them does
        }
        boolean works = wasFree ? tellWhoWorks() : tellAll();
        if (exchangeNanos >= 0) {
            idleNanos = Math.min(idleNanos, exchangeNanos);
        }
        lines.addAll(others);
        boolean waits = idleNanos != Long.MAX_VALUE;
        Activity activity = works || !wasFree ? Activity.COMPUTES : waits ? Activity.WAITS : here != null && here.isResting() ? Activity.CLOSED : Activity.COMPUTES;
        if (activity == Activity.COMPUTES && lines.isEmpty()) {
            tellAll();
        }
        return new RankState(activity, waits ? idleNanos : 0, needs, lines);
    }

    // ---- with the progress lock held ----

    private void look(Rank here, List<Wait> waits) {
        Engine engine = here.parts().engine();
        List<Pending> pending = new ArrayList<>(Pending.all(engine));
        BoardWaits boards = here.boards();
        List<BoardWaits.Lack> lacks = boards == null ? List.of() : boards.lacks();
        for (Wait wait : waits) {
            idleNanos = Math.min(idleNanos, wait.idleNanos());
            List<Pending> its = pending.stream().filter(op -> op.operation().leadsTo(wait.completion())).toList();
            pending.removeAll(its);
            List<BoardWaits.Lack> itsLacks = lacks.stream().filter(lack -> lack.run().leadsTo(wait.completion())).toList();
            Operations operations = new Operations(here, its, itsLacks);
            List<String> words = operations.words();
            boolean needsThem = wait.completion().needsAll() || its.size() + itsLacks.size() == 1;
            waiting.put(wait.thread(), new Waiting(words.isEmpty() ? List.of(wait.completion().toString()) : words, needsThem ? operations.needs() : List.of()));
        }
        add("under way, though no thread waits for it: ", new Operations(here, pending, List.of()).words());
        add("has come, though nobody has asked for it: ", Arrived.all(engine).stream().map(message -> words(here, message)).toList());
    }

    private void add(String what, List<String> found) {
        found.stream().limit(MOST_LINES).forEach(one -> others.add(what + one));
        if (found.size() > MOST_LINES) {
            others.add("and " + (found.size() - MOST_LINES) + " more");
        }
    }

    private static String words(Rank here, Arrived message) {
        boolean isCollective = (message.context() & 1) != 0;
        return "a message of rank " + message.peer() + (isCollective ? ", of collective call " + CollContext.callOf(message.tag()) : ", tag " + message.tag()) + ", comm " + here.label(message.context()) + ", " + message.bytes() + " bytes";
    }

    // ---- from the stacks ----

    private void tell(Thread thread, Waiting what) {
        Frames frames = Frames.of(thread.getStackTrace());
        lines.add(name(thread) + (frames.call() == null ? "waits for " : "in " + frames.call() + ": ") + String.join("; ", what.operations()));
        lines.add("    at " + frames.at());
        needs.addAll(what.needs());
    }

    private String name(Thread thread) {
        return waiting.size() > 1 ? "thread " + thread.getName() + " " : "";
    }

    /** Tells of the threads that run a user's code and do not wait in MPI; returns whether there are any. */
    private boolean tellWhoWorks() {
        boolean works = false;
        for (Map.Entry<Thread, StackTraceElement[]> one : Thread.getAllStackTraces().entrySet()) {
            Thread thread = one.getKey();
            Frames frames = Frames.of(one.getValue());
            if (waiting.containsKey(thread) || !frames.isUsers()) {
                continue;
            }
            if (exchangeNanos >= 0 && frames.call() != null) {
                lines.add("in " + frames.call() + ": for all other ranks to come there");
                lines.add("    at " + frames.at());
            } else if (isAtWork(thread)) {
                works = true;
                lines.add("thread " + thread.getName() + (frames.call() == null ? "" : " in " + frames.call()) + " at " + frames.at());
            }
        }
        return works;
    }

    /** A daemon that sleeps is somebody's clock. A thread that reads from the system counts as running. */
    private static boolean isAtWork(Thread thread) {
        Thread.State state = thread.getState();
        return state == Thread.State.RUNNABLE || (state == Thread.State.TIMED_WAITING && !thread.isDaemon());
    }

    private boolean tellAll() {
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            Frames frames = Frames.of(stack);
            if (frames.isUsers()) {
                lines.add("thread " + thread.getName() + (frames.call() == null ? "" : " in " + frames.call()) + " at " + frames.at());
            }
        });
        return true;
    }
}
