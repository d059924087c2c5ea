package org.mpi4j.internal.coll;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.Op;
import org.mpi4j.internal.datatype.Reduction;
import org.mpi4j.internal.datatype.TypeMap;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.progress.Failure;

/**
 * A run that begins only when all ranks have said the same of their call; where they have not, all ranks fail with the first difference, and it does not
 * begin. First every rank tells all what it calls; where blocks differ in length, then each pair what goes from one to the other, and all what they
 * found. Confined to the driver.
 */
public final class CheckedRun extends Completion implements Completion.Listener {
    private final CollContext where;
    private final Schedules schedules;
    private final int rank;
    private final int size;
    private final Call mine;
    private final @Nullable ScheduleRun run;
    private final MemorySegment calls;
    private final long[] fromEach;
    private final long[] verdicts;
    private int callsTag;
    private int pairsTag;
    private int verdictsTag;
    private int runTag;
    private Stage stage = Stage.CALLS;
    private boolean inBackground;

    private enum Stage {
        CALLS,
        PAIRS,
        VERDICTS,
        RUN
    }

    /** What a rank found wrong: from whom, bytes sent, bytes expected. */
    private static final int VERDICT = 3;

    /**
     * Prepares it. Any thread may.
     *
     * @param run what begins after the check; null for nothing
     */
    public CheckedRun(CollContext where, Schedules schedules, int rank, int size, Call mine, @Nullable ScheduleRun run) {
        this.where = where;
        this.schedules = schedules;
        this.rank = rank;
        this.size = size;
        this.mine = mine;
        this.run = run;
        this.calls = MemorySegment.ofArray(new byte[Math.multiplyExact(size, Call.FORM_BYTES)]);
        this.fromEach = new long[size];
        this.verdicts = new long[VERDICT * size];
    }

    /** Starts it. All its tags are taken now, since other operations may start before the check is done; as many whatever comes after it. */
    public void start() {
        assert where.engine().progress().isDriver();
        callsTag = where.nextTag();
        pairsTag = where.nextTag();
        verdictsTag = where.nextTag();
        runTag = where.nextTag();
        begin(callsTag, schedules.allgather(Call.FORM_BYTES, Call.FORM_BYTES, Call.FORM_BYTES, false), MemorySegment.ofArray(mine.toBytes()), calls, TypeMap.BYTE);
    }

    /** What this rank says. */
    public Call call() {
        return mine;
    }

    /** From now on no thread waits for it, unless it is done already. */
    public void goOnInBackground() {
        if (!isDone()) {
            inBackground = true;
            where.engine().progress().background(1);
        }
    }

    private void begin(int tag, Schedule schedule, MemorySegment from, MemorySegment into, TypeMap type) {
        ScheduleRun next = ScheduleRun.of(where, schedule, new Operand(from, 0, type), new Operand(into, 0, type), Reduction.of(Op.NO_OP));
        next.setParent(this);
        next.start(tag);
    }

    @Override
    public void done(Completion part) {
        Failure failure = part.failure();
        if (failure != null || stage == Stage.RUN) {
            finish(failure);
            return;
        }
        switch (stage) {
            case CALLS -> {
                Call[] all = IntStream.range(0, size)
                        .mapToObj(i -> Call.ofBytes(calls.asSlice((long) i * Call.FORM_BYTES, Call.FORM_BYTES)))
                        .toArray(Call[]::new);
                Failure difference = Call.firstDifference(all);
                if (difference != null) {
                    finish(difference);
                } else if (mine.isByPairs()) {
                    stage = Stage.PAIRS;
                    begin(pairsTag, schedules.alltoall(1, 1, Long.BYTES, false), MemorySegment.ofArray(said(mine.sends())), MemorySegment.ofArray(fromEach), TypeMap.LONG);
                } else {
                    goOn();
                }
            }
            case PAIRS -> {
                stage = Stage.VERDICTS;
                begin(
                        verdictsTag,
                        schedules.allgather(VERDICT, VERDICT, VERDICT * Long.BYTES, false),
                        MemorySegment.ofArray(verdict()),
                        MemorySegment.ofArray(verdicts),
                        TypeMap.LONG);
            }
            case VERDICTS -> {
                Failure wrong = IntStream.range(0, size).mapToObj(this::found).filter(f -> f != null).findFirst().orElse(null);
                if (wrong != null) {
                    finish(wrong);
                } else {
                    goOn();
                }
            }
            case RUN -> throw new AssertionError(stage);
        }
    }

    private long[] said(long @Nullable [] bytes) {
        if (bytes != null) {
            return bytes;
        }
        long[] unsaid = new long[size];
        Arrays.fill(unsaid, Call.UNSAID);
        return unsaid;
    }

    private long[] verdict() {
        long[] expects = said(mine.expects());
        for (int from = 0; from < size; from++) {
            if (expects[from] != Call.UNSAID && fromEach[from] != Call.UNSAID && expects[from] != fromEach[from]) {
                return new long[] {from, fromEach[from], expects[from]};
            }
        }
        return new long[] {Call.UNSAID, 0, 0};
    }

    private @Nullable Failure found(int by) {
        long from = verdicts[VERDICT * by];
        return from == Call.UNSAID
                ? null
                : new Failure(
                        ErrorClass.COUNT,
                        "ranks differ: rank " + from + " called " + mine.operation() + " with bytes=" + verdicts[VERDICT * by + 1] + " for rank " + by + ", which called it with bytes="
                                + verdicts[VERDICT * by + 2] + " from rank " + from);
    }

    private void goOn() {
        stage = Stage.RUN;
        if (run == null) {
            finish(null);
        } else {
            run.setParent(this);
            run.start(runTag);
        }
    }

    private void finish(@Nullable Failure failure) {
        if (inBackground) {
            where.engine().progress().background(-1);
        }
        complete(failure);
    }

    @Override
    public String toString() {
        return "check rank=" + rank + " " + List.of(mine);
    }
}
