package org.mpi4j.internal.boot.exchange;

import java.util.ArrayList;
import java.util.List;

/**
 * What a rank says it does, to whoever asks. Immutable.
 *
 * @param idleNanos of one that waits: how long nothing has come for it
 * @param needs without which of the others it cannot go on
 * @param lines the rest, for people
 */
public record RankState(Activity activity, long idleNanos, List<Need> needs, List<String> lines) {
    private static final int MOST_CHARS = 32 << 10;
    private static final int MOST_NEEDS = 4096;

    /** In one word. */
    public enum Activity {
        /** Some thread waits for other ranks, and none does anything else. */
        WAITS(0, "waits"),
        /** Some thread is at work, in MPI or elsewhere. */
        COMPUTES(1, "computes"),
        /** No Mpi and no Session is open. */
        CLOSED(2, "has closed its Mpi");

        private final int code;
        private final String words;

        Activity(int code, String words) {
            this.code = code;
            this.words = words;
        }

        static Activity of(int code) throws MalformedFrameException {
            for (Activity activity : values()) {
                if (activity.code == code) {
                    return activity;
                }
            }
            throw new MalformedFrameException("STATE activity=" + code);
        }

        String words() {
            return words;
        }
    }

    /**
     * Another rank that must do something first.
     *
     * @param how as {@code recv tag 3}
     */
    public record Need(int rank, String how) {}

    public RankState {
        needs = List.copyOf(needs.size() > MOST_NEEDS ? needs.subList(0, MOST_NEEDS) : needs);
        lines = List.copyOf(lines);
    }

    byte[] toFrame(int question) {
        FrameBuilder frame = new FrameBuilder(FrameType.STATE).int32(question).int32(activity.code).int64(idleNanos).int32(needs.size());
        needs.forEach(need -> frame.int32(need.rank()).text(need.how()));
        String text = String.join("\n", lines);
        return frame.text(text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text).toBytes();
    }

    /** Reads what {@link #toFrame} has written, after the number of the question. */
    static RankState of(Frame frame) throws MalformedFrameException {
        Activity activity = Activity.of(frame.int32());
        long idleNanos = frame.int64();
        int count = frame.int32();
        if (count < 0 || count > MOST_NEEDS) {
            throw new MalformedFrameException("STATE needs=" + count + " limit=" + MOST_NEEDS);
        }
        List<Need> needs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            needs.add(new Need(frame.int32(), frame.text()));
        }
        return new RankState(activity, idleNanos, needs, frame.text().lines().toList());
    }
}
