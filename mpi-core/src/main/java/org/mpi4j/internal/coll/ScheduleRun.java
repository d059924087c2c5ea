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
import org.mpi4j.internal.pt2pt.Engine;
import org.mpi4j.internal.pt2pt.Operation;
import org.mpi4j.internal.pt2pt.RecvOp;
import org.mpi4j.internal.pt2pt.SendOp;

/**
 * A schedule on its way through its rounds, for one rank; done when the last round is. The end of a round's last message starts
 * the next, so a blocking call and a non-blocking one are the same. Confined to the driver.
 */
public final class ScheduleRun extends Completion implements Completion.Listener {
    private static final int COPY_BYTES = 64 << 10;

    private final CollContext where;
    private final Engine engine;
    private final Schedule schedule;
    private final Operand send;
    private final Operand recv;
    private final Reduction op;
    private final @Nullable Operands many;
    private Operand temp = Operand.NONE;
    private int tag;
    private int round;
    private @Nullable Round now;
    private int pending;
    private @Nullable Failure wrong;
    private boolean inBackground;

    /**
     * Prepares a run. Any thread may.
     *
     * @param op what {@link Step.Reduce} applies; any where the schedule has none
     */
    public ScheduleRun(CollContext where, Schedule schedule, Operand send, Operand recv, Reduction op) {
        this.where = where;
        this.engine = where.engine();
        this.schedule = schedule;
        this.send = send;
        this.recv = recv;
        this.op = op;
        this.many = null;
    }

    /** Prepares a run with a buffer for each peer, which computes nothing. Any thread may. */
    public ScheduleRun(CollContext where, Schedule schedule, Operands many) {
        this.where = where;
        this.engine = where.engine();
        this.schedule = schedule;
        this.send = Operand.NONE;
        this.recv = Operand.NONE;
        this.op = Reduction.of(Op.NO_OP);
        this.many = many;
    }

    /** Starts it; it may be done when this returns. Every rank of the communicator starts its runs in the same order. */
    public void start() {
        start(where.nextTag());
    }

    /** Starts it with a tag that it shares with no other run under way, but for earlier ones of its own. */
    public void start(int withTag) {
        assert engine.progress().isDriver();
        tag = withTag;
        if (schedule.tempCount() != 0) {
            temp = where.takeTemporary(schedule.tempCount(), (schedule.tempType() == Space.SEND ? send : recv).type());
        }
        round = -1;
        advance();
    }

    /** The same run, not started. Any thread may ask. */
    public ScheduleRun again() {
        return many == null ? new ScheduleRun(where, schedule, send, recv, op) : new ScheduleRun(where, schedule, many);
    }

    /** Whether no arena under the buffers has been closed. Any thread may ask. */
    public boolean isMemoryAlive() {
        return send.isAlive() && recv.isAlive() && (many == null || many.areAlive());
    }

    /** From now on no thread waits for it, unless it is done already. */
    public void goOnInBackground() {
        assert engine.progress().isDriver();
        if (!isDone()) {
            inBackground = true;
            engine.progress().background(1);
        }
    }

    /** One of the round's messages is done. */
    @Override
    public void done(Completion completion) {
        if (wrong == null) {
            wrong = completion.failure();
        }
        engine.release((Operation) completion);
        if (--pending == 0) {
            finishRound();
            advance();
        }
    }

    /**
     * Whether there is no sense in going on. After another failure than the loss of a peer the run goes on to its end, with whatever its
     * memory holds, so that the other ranks are not left waiting for the messages of this one.
     */
    private boolean isHopeless() {
        return wrong != null && wrong.errorClass() == ErrorClass.PROC_FAILED;
    }

    /** Starts rounds until one has messages to wait for, or all are done. */
    private void advance() {
        List<Round> rounds = schedule.rounds();
        while (!isHopeless() && ++round < rounds.size()) {
            Round next = rounds.get(round);
            now = next;
            if (!startMessages(next)) {
                return;
            }
            finishRound();
        }
        if (inBackground) {
            engine.progress().background(-1);
        }
        if (wrong == null && schedule.tempCount() != 0) {
            where.giveTemporary(schedule.tempCount(), temp);
        }
        complete(wrong);
    }

    /**
     * Starts a round's messages; returns whether all are done. Those that can leave at once leave first, for the peers wait for them; no
     * frame is taken before the receives are there, too, since only a poll takes any.
     */
    private boolean startMessages(Round round) {
        List<Step.Send> sends = round.sends();
        List<Step.Recv> receives = round.receives();
        int left = 0;
        while (left < sends.size() && sendAtOnce(sends.get(left))) {
            left++;
        }
        pending = 1;
        for (int i = 0; i < receives.size(); i++) {
            start(receives.get(i));
        }
        for (int i = left; i < sends.size(); i++) {
            start(sends.get(i));
        }
        return --pending == 0;
    }

    private void start(Step.Recv step) {
        RecvOp message = engine.newRecv();
        message.setEnvelope(where.jobRank(step.peer()), where.context(), step.peer(), tag);
        setMemory(message, step.into());
        pending++;
        engine.start(message);
    }

    private boolean sendAtOnce(Step.Send step) {
        Place from = step.from();
        Operand operand = operand(from);
        TypeMap type = operand.type();
        return type.isContiguous()
                && engine.sendAtOnce(
                        where.jobRank(step.peer()), where.context(), where.rank(), tag, operand.memory(), operand.at(from.offset()), from.count() * type.size());
    }

    private void start(Step.Send step) {
        SendOp message = engine.newSend();
        message.setEnvelope(where.jobRank(step.peer()), where.context(), where.rank(), tag, false);
        setMemory(message, step.from());
        pending++;
        engine.start(message);
    }

    private void setMemory(Operation message, Place place) {
        Operand operand = operand(place);
        message.setMemory(operand.memory(), operand.at(place.offset()), place.count(), operand.type());
        message.setParent(this);
    }

    private Operand operand(Place place) {
        return switch (place.space()) {
            case SEND -> send;
            case RECV -> recv;
            case TEMP -> temp;
            case SENDS -> many().send(place);
            case RECVS -> many().recv(place);
        };
    }

    private Operands many() {
        return Objects.requireNonNull(many, "a buffer for each peer");
    }

    private void finishRound() {
        if (isHopeless() || now == null) {
            return;
        }
        List<Step.Local> locals = now.locals();
        for (int i = 0; i < locals.size(); i++) {
            switch (locals.get(i)) {
                case Step.Reduce(Place in, Place inout) -> reduce(in, inout);
                case Step.Copy(Place from, Place to) -> copy(from, to);
                case Step.Copies copies -> copy(copies);
            }
        }
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
    public String toString() {
        String name = schedule.name().isEmpty() ? "collective" : schedule.name();
        return name + " (call " + CollContext.callOf(tag) + ", round " + (round + 1) + " of " + schedule.rounds().size() + ")";
    }

    /** Where its messages match. */
    public long context() {
        return where.context();
    }
}
