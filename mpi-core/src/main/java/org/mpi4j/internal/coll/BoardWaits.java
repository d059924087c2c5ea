package org.mpi4j.internal.coll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.mpi4j.ErrorClass;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.progress.Source;
import org.mpi4j.spi.Panels;

/**
 * The runs of a rank that wait for what others post, or for a place to post. Confined to the driver.
 *
 * <p>Those that post look whether this rank sleeps without a fence, so one that falls asleep at that moment may be missed. So it sleeps for no longer than it has
 * done so before, for the same posts, and a millisecond at first: a post that is missed at most doubles the wait.
 */
public final class BoardWaits implements Source {
    private static final long SHORTEST_SLEEP_NANOS = 1_000_000;
    private static final long LONGEST_SLEEP_NANOS = 1_000_000_000;

    private final Panels panels;
    private final List<BoardRun> waiting = new ArrayList<>();
    private final Map<Integer, String> gone = new HashMap<>();
    private long sleepNanos = SHORTEST_SLEEP_NANOS;

    /** When this rank first slept for the run that was added last. */
    private long firstSleepNanos;

    private boolean hasSlept;
    private boolean asleep;

    /** Made once for each rank that has panels. */
    public BoardWaits(Panels panels) {
        this.panels = panels;
    }

    public Panels panels() {
        return panels;
    }

    /** From now on the run is asked whether it can go on. */
    void add(BoardRun run) {
        waiting.add(run);
        hasSlept = false;
        sleepNanos = SHORTEST_SLEEP_NANOS;
        if (!gone.isEmpty()) {
            gone.forEach(this::fail);
        }
    }

    @Override
    public int poll() {
        return waiting.isEmpty() ? 0 : goOn();
    }

    private int goOn() {
        int done = 0;
        for (int i = waiting.size() - 1; i >= 0; i--) {
            BoardRun run = waiting.get(i);
            if (run.canGoOn()) {
                waiting.remove(i);
                run.goOn();
                done++;
            }
        }
        return done;
    }

    @Override
    public boolean prepareSleep() {
        if (waiting.isEmpty()) {
            return true;
        }
        long now = System.nanoTime();
        firstSleepNanos = hasSlept ? firstSleepNanos : now;
        hasSlept = true;
        sleepNanos = Math.clamp(now - firstSleepNanos, SHORTEST_SLEEP_NANOS, LONGEST_SLEEP_NANOS);
        asleep = true;
        panels.fallAsleep();
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).canGoOn()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void endSleep() {
        if (asleep) {
            asleep = false;
            panels.wakeUp();
        }
    }

    @Override
    public long longestSleepNanos() {
        return waiting.isEmpty() ? Long.MAX_VALUE : sleepNanos;
    }

    /**
     * A run that waits, and the ranks of the job without which it cannot go on.
     *
     * @param isForRoom whether it waits until they have read what it is to write over, and not for their posts
     */
    public record Lack(ScheduleRun run, List<Integer> ranks, boolean isForRoom) {}

    /** What is missing. */
    public List<Lack> lacks() {
        return waiting.stream().map(run -> new Lack(run, run.missing(), run.waitsForRoom())).toList();
    }

    /** A rank of the job can no longer post: fails what waits for it. */
    public void broken(int jobRank, String why) {
        gone.put(jobRank, why);
        fail(jobRank, why);
    }

    private void fail(int jobRank, String why) {
        Failure failure = new Failure(ErrorClass.PROC_FAILED, "rank " + jobRank + " of the job cannot be reached: " + why);
        giveUp(run -> run.missing().contains(jobRank), failure);
    }

    /** Ends the runs in those contexts: who began them has left. */
    public void end(LongPredicate contexts, Failure why) {
        giveUp(run -> contexts.test(run.context()), why);
    }

    private void giveUp(Predicate<BoardRun> which, Failure why) {
        for (BoardRun run : List.copyOf(waiting)) {
            if (which.test(run)) {
                waiting.remove(run);
                run.giveUp(why);
            }
        }
    }
}
