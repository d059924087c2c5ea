package org.mpi4j.bench.model;

import org.mpi4j.internal.coll.Round;
import org.mpi4j.internal.coll.Schedule;
import org.mpi4j.internal.coll.Step;

/**
 * What one rank does in a call. Immutable.
 *
 * @param rounds with messages or local steps
 * @param messages sent
 * @param bytes sent
 * @param received messages received
 * @param locals copies and reductions
 * @param moved bytes sent, received, copied and reduced
 */
public record RankCost(long rounds, long messages, long bytes, long received, long locals, long moved) {
    public static final RankCost NONE = new RankCost(0, 0, 0, 0, 0, 0);

    public static RankCost of(Schedule schedule, Call call) {
        Sum sum = new Sum();
        schedule.rounds().forEach(sum::add);
        return sum.total(call);
    }

    /** Adds up rounds. Confined to the caller. */
    static final class Sum {
        private long rounds;
        private long messages;
        private long sent;
        private long received;
        private long locals;
        private long moved;

        void add(Round round) {
            rounds += round.sends().isEmpty() && round.receives().isEmpty() && round.locals().isEmpty() ? 0 : 1;
            messages += round.sends().size();
            received += round.receives().size();
            locals += round.locals().size();
            for (Step.Send send : round.sends()) {
                sent += send.from().count();
            }
            for (Step.Recv recv : round.receives()) {
                moved += recv.into().count();
            }
            for (Step.Local local : round.locals()) {
                moved += elements(local);
            }
        }

        RankCost total(Call call) {
            long bytes = Math.multiplyExact(sent, call.elementBytes());
            return new RankCost(rounds, messages, bytes, received, locals, Math.addExact(bytes, Math.multiplyExact(moved, call.elementBytes())));
        }
    }

    static long elements(Step.Local local) {
        return switch (local) {
            case Step.Reduce reduce -> reduce.in().count();
            case Step.Copy copy -> copy.from().count();
            case Step.Copies copies -> Math.multiplyExact(copies.from().count(), copies.times());
        };
    }

    /** The larger of each. */
    RankCost max(RankCost other) {
        return new RankCost(
                Math.max(rounds, other.rounds),
                Math.max(messages, other.messages),
                Math.max(bytes, other.bytes),
                Math.max(received, other.received),
                Math.max(locals, other.locals),
                Math.max(moved, other.moved));
    }

    /** What the rank's own work is proportional to: messages out and in, copies and reductions, and KiB moved, which take about as long as a message. */
    public double work() {
        return messages + received + locals + moved / 1024.0;
    }
}
