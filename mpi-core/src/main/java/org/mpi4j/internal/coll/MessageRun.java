package org.mpi4j.internal.coll;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.datatype.Reduction;
import org.mpi4j.internal.datatype.TypeMap;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.pt2pt.Engine;
import org.mpi4j.internal.pt2pt.Operation;
import org.mpi4j.internal.pt2pt.RecvOp;
import org.mpi4j.internal.pt2pt.SendOp;

/** A run whose rounds are messages. Confined to the driver. */
final class MessageRun extends ScheduleRun implements Completion.Listener {
    private final Engine engine;
    private final @Nullable Operands many;
    private int pending;

    MessageRun(CollContext where, Schedule schedule, Operand send, Operand recv, Reduction op, @Nullable Operands many) {
        super(where, schedule, send, recv, op);
        this.engine = where.engine();
        this.many = many;
    }

    @Override
    public MessageRun again() {
        return new MessageRun(where, schedule, send, recv, op, many);
    }

    @Override
    public boolean isMemoryAlive() {
        return super.isMemoryAlive() && (many == null || many.areAlive());
    }

    /** One of the round's messages is done. */
    @Override
    public void done(Completion completion) {
        if (wrong == null) {
            wrong = completion.failure();
        }
        engine.release((Operation) completion);
        if (--pending == 0) {
            goOn(now());
        }
    }

    /**
     * Starts a round's messages; returns whether all are done. Those that can leave at once leave first, for the peers wait for them; no
     * frame is taken before the receives are there, too, since only a poll takes any.
     */
    @Override
    boolean begin(Round round) {
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

    @Override
    Operand ofPeer(Place place) {
        Operands all = Objects.requireNonNull(many, "a buffer for each peer");
        return place.space() == Space.SENDS ? all.send(place) : all.recv(place);
    }
}
