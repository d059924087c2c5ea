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
        return Sum.of(schedule).total(call);
    }

    /** Adds up rounds. Confined to the caller. */
    static final class Sum {
        /** More than what so many additions can be off. */
        private static final double ROUNDING = 1e-7;

        private long rounds;
        private long messages;
        private long sent;
        private long received;
        private long locals;
        private long taken;
        private long moved;

        static Sum of(Schedule schedule) {
            Sum sum = new Sum();
            for (Round round : schedule.rounds()) {
                sum.add(round);
            }
            return sum;
        }

        void add(Round round) {
            rounds += round.sends().isEmpty() && round.receives().isEmpty() && round.locals().isEmpty() ? 0 : 1;
            messages += round.sends().size();
            received += round.receives().size();
            locals += round.locals().size();
            for (Step.Send send : round.sends()) {
                sent += send.from().count();
            }
            for (Step.Recv recv : round.receives()) {
                taken += recv.into().count();
            }
            for (Step.Local local : round.locals()) {
                moved += elements(local);
            }
        }

        RankCost total(Call call) {
            long bytes = Math.multiplyExact(sent, call.elementBytes());
            long others = Math.multiplyExact(Math.addExact(taken, moved), call.elementBytes());
            return new RankCost(rounds, messages, bytes, received, locals, Math.addExact(bytes, others));
        }

        /** How long this takes at least: the core's work, and that of the wire out and in, which go on at the same time. */
        double atLeastNanos(LogGp machine, Call call) {
            double core = (messages + received) * machine.overheadNanos() + (double) moved * call.elementBytes() * machine.computeNanosPerByte();
            double out = wireNanos(machine, messages, sent * (double) call.elementBytes());
            double in = wireNanos(machine, received, taken * (double) call.elementBytes());
            return Math.max(core, Math.max(out, in)) * (1 - ROUNDING);
        }

        /** The first byte of a message takes no time; nor does one that has none. */
        private static double wireNanos(LogGp machine, long messages, double bytes) {
            return Math.max(0, messages - 1) * machine.gapNanos() + Math.max(0, bytes - messages) * machine.nanosPerByte();
        }
    }

    static long elements(Step.Local local) {
        return switch (local) {
            case Step.Reduce reduce -> reduce.in().count();
            case Step.Copy copy -> copy.from().count();
            case Step.Fetch _, Step.Fold _ -> throw new IllegalArgumentException("the model knows messages only: step=" + local);
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
