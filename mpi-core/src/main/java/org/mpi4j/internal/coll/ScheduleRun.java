package org.mpi4j.internal.coll;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.Op;
import org.mpi4j.internal.datatype.Reduction;
import org.mpi4j.internal.datatype.TypeMap;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.progress.Progress;

/**
 * A schedule on its way through its rounds, for one rank; done when the last round is. The end of what a round waits for starts
 * the next, so a blocking call and a non-blocking one are the same. Confined to the driver.
 */
public abstract sealed class ScheduleRun extends Completion permits MessageRun, BoardRun {
    private static final int COPY_BYTES = 64 << 10;

    final CollContext where;
    final Schedule schedule;
    final Operand send;
    final Operand recv;
    final Reduction op;
    private Operand temp = Operand.NONE;
    @Nullable Failure wrong;
    int tag;
    private int round;
    private @Nullable Round now;
    private boolean inBackground;

    ScheduleRun(CollContext where, Schedule schedule, Operand send, Operand recv, Reduction op) {
        this.where = where;
        this.schedule = schedule;
        this.send = send;
        this.recv = recv;
        this.op = op;
    }

    /**
     * Prepares a run. Any thread may.
     *
     * @param op what {@link Step.Reduce} applies; any where the schedule has none
     */
    public static ScheduleRun of(CollContext where, Schedule schedule, Operand send, Operand recv, Reduction op) {
        return schedule.call() == 0 ? new MessageRun(where, schedule, send, recv, op, null) : new BoardRun(where, schedule, send, recv, op);
    }

    /** Prepares a run with a buffer for each peer, which computes nothing. Any thread may. */
    public static ScheduleRun of(CollContext where, Schedule schedule, Operands many) {
        return new MessageRun(where, schedule, Operand.NONE, Operand.NONE, Reduction.of(Op.NO_OP), many);
    }

    /** The same run, not started. Any thread may ask. */
    public abstract ScheduleRun again();

    /** Whether no arena under the buffers has been closed. Any thread may ask. */
    public boolean isMemoryAlive() {
        return send.isAlive() && recv.isAlive();
    }

    /** Starts it; it may be done when this returns. Every rank of the communicator starts its runs in the same order. */
    public final void start() {
        start(where.nextTag());
    }

    /** Starts it with a tag that it shares with no other run under way, but for earlier ones of its own. */
    public void start(int withTag) {
        assert progress().isDriver();
        tag = withTag;
        if (schedule.tempCount() != 0) {
            temp = where.takeTemporary(schedule.tempCount(), (schedule.tempType() == Space.SEND ? send : recv).type());
        }
        round = -1;
        advance();
    }

    /** From now on no thread waits for it, unless it is done already. */
    public final void goOnInBackground() {
        assert progress().isDriver();
        if (!isDone()) {
            inBackground = true;
            progress().background(1);
        }
    }

    final Progress progress() {
        return where.engine().progress();
    }

    /**
     * Whether there is no sense in going on. After another failure than the loss of a peer the run goes on to its end, with whatever its
     * memory holds, so that the other ranks are not left waiting for what this one sends or shows.
     */
    private boolean isHopeless() {
        return wrong != null && wrong.errorClass() == ErrorClass.PROC_FAILED;
    }

    /** Starts rounds until one has something to wait for, or all are done. */
    final void advance() {
        List<Round> rounds = schedule.rounds();
        while (!isHopeless() && ++round < rounds.size()) {
            Round next = rounds.get(round);
            now = next;
            if (!begin(next)) {
                return;
            }
            finishRound(next);
        }
        if (inBackground) {
            progress().background(-1);
        }
        if (wrong == null && schedule.tempCount() != 0) {
            where.giveTemporary(schedule.tempCount(), temp);
        }
        complete(wrong);
    }

    /** What the round waited for is there: does its local steps and starts the next. */
    final void goOn(Round waited) {
        if (!isHopeless()) {
            finishRound(waited);
        }
        advance();
    }

    /** Begins what a round waits for; returns whether all of it is there already. */
    abstract boolean begin(Round round);

    /** The local steps of a round have been done. */
    void left() {}

    /** The round that is under way. */
    final Round now() {
        return Objects.requireNonNull(now, "a run that has been started");
    }

    /** Ends it with a failure. */
    final void giveUp(Failure why) {
        wrong = why;
        round = schedule.rounds().size();
        advance();
    }

    // ---- local steps ----

    private void finishRound(Round round) {
        List<Step.Local> locals = round.locals();
        for (int i = 0; i < locals.size(); i++) {
            switch (locals.get(i)) {
                case Step.Reduce(Place in, Place inout) -> reduce(in, inout);
                case Step.Fetch fetch -> fetch(fetch);
                case Step.Fold fold -> fold(fold);
                case Step.Copy(Place from, Place to) -> copy(from, to);
                case Step.Copies all -> copy(all);
            }
        }
        left();
    }

    final Operand operand(Place place) {
        return switch (place.space()) {
            case SEND -> send;
            case RECV -> recv;
            case TEMP -> temp;
            case SENDS, RECVS -> ofPeer(place);
        };
    }

    /** One of the buffers of a run that has one for each peer. */
    Operand ofPeer(Place place) {
        throw new AssertionError(place);
    }

    void fetch(Step.Fetch step) {
        throw new AssertionError(step);
    }

    void fold(Step.Fold step) {
        throw new AssertionError(step);
    }

    /** A user's operation may throw anything; it must reach the caller on this rank, not the thread that happens to drive. */
    @SuppressWarnings("CatchingUnchecked")
    private void reduce(Place in, Place inout) {
        Operand left = operand(in);
        Operand right = operand(inout);
        try {
            op.apply(left.memory(), left.at(in.offset()), right.memory(), right.at(inout.offset()), in.count(), right.type());
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            wrong = wrong == null ? new Failure(ErrorClass.OP, "the operation threw " + e, e) : wrong;
        }
    }

    private void copy(Place from, Place to) {
        Operand source = operand(from);
        Operand target = operand(to);
        TypeMap sourceType = source.type();
        TypeMap targetType = target.type();
        long bytes = Math.min(from.count() * sourceType.size(), to.count() * targetType.size());
        long at = source.at(from.offset());
        long into = target.at(to.offset());
        if (sourceType.isContiguous() && targetType.isContiguous()) {
            MemorySegment.copy(source.memory(), at, target.memory(), into, bytes);
        } else if (sourceType.isContiguous()) {
            targetType.unpack(source.memory(), at, target.memory(), into, 0, bytes);
        } else if (targetType.isContiguous()) {
            sourceType.pack(source.memory(), at, 0, target.memory(), into, bytes);
        } else {
            copyThroughScratch(source, at, target, into, bytes);
        }
    }

    private void copy(Step.Copies copies) {
        Operand source = operand(copies.from());
        Operand target = operand(copies.to());
        if (!source.type().isContiguous() || !target.type().isContiguous()) {
            for (int i = 0; i < copies.times(); i++) {
                Step.Copy one = copies.get(i);
                copy(one.from(), one.to());
            }
            return;
        }
        long bytes = copies.from().count() * source.type().size();
        long at = source.at(copies.from().offset());
        long into = target.at(copies.to().offset());
        long fromStep = copies.fromStep() * source.type().extent();
        long toStep = copies.toStep() * target.type().extent();
        for (int i = 0; i < copies.times(); i++) {
            MemorySegment.copy(source.memory(), at + i * fromStep, target.memory(), into + i * toStep, bytes);
        }
    }

    private void copyThroughScratch(Operand source, long at, Operand target, long into, long bytes) {
        MemorySegment scratch = MemorySegment.ofArray(new byte[(int) Math.min(COPY_BYTES, bytes)]);
        for (long done = 0; done < bytes; done += COPY_BYTES) {
            long piece = Math.min(COPY_BYTES, bytes - done);
            source.type().pack(source.memory(), at, done, scratch, 0, piece);
            target.type().unpack(scratch, 0, target.memory(), into, done, piece);
        }
    }

    /** The operation and how far it is, for reports. */
    @Override
    public final String toString() {
        String name = schedule.name().isEmpty() ? "collective" : schedule.name();
        return name + " (call " + CollContext.callOf(tag) + ", round " + (round + 1) + " of " + schedule.rounds().size() + ")";
    }

    /** Where its messages match. */
    public final long context() {
        return where.context();
    }
}
