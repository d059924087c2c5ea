package org.mpi4j.bench.model;

import org.mpi4j.internal.coll.Round;
import org.mpi4j.internal.coll.Schedule;
import org.mpi4j.internal.coll.Step;

/**
 * What one rank does in a call. Immutable.
 *
 * @param rounds with or without messages
 * @param messages sent
 * @param bytes sent
 * @param received messages received
 * @param locals copies and reductions
 */
public record RankCost(long rounds, long messages, long bytes, long received, long locals) {
    public static final RankCost NONE = new RankCost(0, 0, 0, 0, 0);

    public static RankCost of(Schedule schedule, Call call) {
        long messages = 0;
        long elements = 0;
        long received = 0;
        long locals = 0;
        for (Round round : schedule.rounds()) {
            messages += round.sends().size();
            received += round.receives().size();
            locals += round.locals().size();
            for (Step.Send send : round.sends()) {
                elements += send.from().count();
            }
        }
        return new RankCost(schedule.rounds().size(), messages, Math.multiplyExact(elements, call.elementBytes()), received, locals);
    }

    /** The larger of each. */
    RankCost max(RankCost other) {
        return new RankCost(
                Math.max(rounds, other.rounds),
                Math.max(messages, other.messages),
                Math.max(bytes, other.bytes),
                Math.max(received, other.received),
                Math.max(locals, other.locals));
    }

    /** Steps of any kind: what the rank's own work is proportional to as long as messages are small. */
    public long steps() {
        return messages + received + locals;
    }
}
