package org.mpi4j.internal.boot.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks all ranks what they do: when somebody wants to know, and now and then where a job that hangs is to be ended. A rank that is stopped
 * does not answer; that is an answer too, after {@link #PATIENCE_NANOS}. Confined to the server's thread.
 */
final class Inquiry {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long SHORTEST_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** How a rank stands to the job, where it is not asked. */
    enum Standing {
        TO_ASK(""),
        NOT_JOINED("has not joined the job: it has not called Mpi.init, or is no program of mpi4j"),
        ENDED("has closed its Mpi, and its process has ended");

        final String words;

        Standing(String words) {
            this.words = words;
        }
    }

    /** What is asked for the ranks. */
    interface Ranks {
        int count();

        Standing standing(int rank);

        /** As {@code rank 1 on node2 (pid 4711)}. */
        String name(int rank);

        void toAll(byte[] frame);
    }

    /** What is found. */
    interface Finding {
        /** The report that was wanted. */
        void report(List<String> lines);

        /** No rank has made progress for the time that was set. */
        void hang(List<String> lines);
    }

    private final Ranks ranks;
    private final Finding finding;
    private final long hangNanos;
    private final long periodNanos;
    private final @Nullable RankState[] answers;
    private final long[] heardNanos;
    private long askedNanos;
    private int question;
    private boolean isOpen;
    private boolean isWanted;
    private boolean isForReport;
    private boolean isOver;

    /** @param hangNanos without progress after which a job hangs; 0 for ever */
    Inquiry(Ranks ranks, Finding finding, long hangNanos) {
        this.ranks = ranks;
        this.finding = finding;
        this.hangNanos = hangNanos;
        this.periodNanos = Math.clamp(hangNanos / 4, SHORTEST_PERIOD_NANOS, LONGEST_PERIOD_NANOS);
        this.answers = new RankState[ranks.count()];
        this.heardNanos = new long[ranks.count()];
        this.askedNanos = System.nanoTime();
        Arrays.fill(heardNanos, askedNanos);
    }

    /** Whether something here is due at a time. */
    boolean mustWatchTime() {
        return isOpen || isWanted || (hangNanos > 0 && !isOver);
    }

    /** Somebody wants a report, of what the ranks do from now on. */
    void want() {
        isWanted = true;
        settle();
    }

    /** The job ends: nothing is to be watched any more. */
    void end() {
        isOver = true;
    }

    private void ask(long now) {
        question++;
        isOpen = true;
        isForReport = isWanted;
        isWanted = false;
        askedNanos = now;
        Arrays.fill(answers, null);
        ranks.toAll(new FrameBuilder(FrameType.ASK).int32(question).toBytes());
    }

    /** A rank has answered. */
    void answered(int rank, Frame frame) throws MalformedFrameException {
        int number = frame.int32();
        RankState state = RankState.of(frame);
        heardNanos[rank] = System.nanoTime();
        if (isOpen && number == question) {
            answers[rank] = state;
            settle();
        }
    }

    /** Time has passed, or a rank has gone. */
    void settle() {
        long now = System.nanoTime();
        if (isOpen && (now - askedNanos > PATIENCE_NANOS || isComplete())) {
            isOpen = false;
            if (hangNanos > 0 && !isOver && isHang(now)) {
                isOver = true;
                finding.hang(lines());
            } else if (isForReport) {
                finding.report(lines());
            }
        }
        if (!isOpen && (isWanted || (hangNanos > 0 && !isOver && now - askedNanos > periodNanos))) {
            ask(now);
        }
    }

    private boolean isComplete() {
        for (int rank = 0; rank < answers.length; rank++) {
            if (answers[rank] == null && ranks.standing(rank) == Standing.TO_ASK) {
                return false;
            }
        }
        return true;
    }

    /** Whether some rank waits, and none has done anything else for that long. */
    private boolean isHang(long now) {
        boolean someWait = false;
        for (int rank = 0; rank < answers.length; rank++) {
            RankState state = answers[rank];
            boolean still =
                    switch (ranks.standing(rank)) {
                        case NOT_JOINED -> false;
                        case ENDED -> true;
                        case TO_ASK -> state == null ? now - heardNanos[rank] >= hangNanos : isStill(state);
                    };
            if (!still) {
                return false;
            }
            someWait |= state != null && state.activity() == RankState.Activity.WAITS;
        }
        return someWait;
    }

    private boolean isStill(RankState state) {
        return switch (state.activity()) {
            case WAITS -> state.idleNanos() >= hangNanos;
            case COMPUTES -> false;
            case CLOSED -> true;
        };
    }

    private List<String> lines() {
        List<HangReport.Entry> entries = new ArrayList<>();
        for (int rank = 0; rank < answers.length; rank++) {
            Standing standing = ranks.standing(rank);
            String silent = "has not answered within " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS) + " s: it is stopped, or its host is out of reach or overloaded";
            entries.add(new HangReport.Entry(ranks.name(rank), answers[rank], standing == Standing.TO_ASK ? silent : standing.words));
        }
        return new HangReport(entries).lines();
    }
}
