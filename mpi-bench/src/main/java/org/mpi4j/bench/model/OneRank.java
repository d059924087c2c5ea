package org.mpi4j.bench.model;

import java.util.Optional;
import org.mpi4j.internal.coll.Round;
import org.mpi4j.internal.coll.Schedule;

/**
 * One rank's schedule in LogGP time, as if those that it receives from were in the same round at the same time: the message it receives as the i-th of a
 * round was sent when it sends its own i-th, or at the begin of the round where it sends none of that size; and where it has nothing to do in a round,
 * others send an empty message. That is exact where all ranks do alike. Confined to the caller.
 */
final class OneRank {
    private final LogGp machine;
    private final RankClock clock;
    private final long elementBytes;
    private final Arrivals own = new Arrivals();
    private final Arrivals arrivals = new Arrivals();
    private double idle;
    private double inFlight;

    private OneRank(LogGp machine, Call call) {
        this.machine = machine;
        this.elementBytes = call.elementBytes();
        this.clock = new RankClock(machine, elementBytes);
    }

    /** What it costs until this rank is done, and the last that it sent is taken; empty if that takes longer than the limit. */
    static Optional<Estimate> estimate(Schedule schedule, LogGp machine, Call call, double limitNanos) {
        OneRank rank = new OneRank(machine, call);
        RankCost.Sum sum = new RankCost.Sum();
        for (Round round : schedule.rounds()) {
            rank.pass(round);
            sum.add(round);
            if (rank.idle + rank.clock.now() > limitNanos) {
                return Optional.empty();
            }
        }
        double nanos = rank.idle + Math.max(rank.clock.now(), rank.inFlight + machine.overheadNanos());
        return nanos > limitNanos ? Optional.empty() : Optional.of(new Estimate(sum.total(call), nanos, Estimate.Source.SAMPLED));
    }

    private void pass(Round round) {
        if (round.sends().isEmpty() && round.receives().isEmpty() && round.locals().isEmpty()) {
            idle += machine.latencyNanos() + 2 * machine.overheadNanos();
            return;
        }
        double begin = clock.now();
        own.clear();
        arrivals.clear();
        clock.startSends(round, (_, nanos, bytes) -> own.add(nanos, bytes));
        if (own.size() > 0) {
            inFlight = own.nanos(own.size() - 1);
        }
        for (int i = 0; i < round.receives().size(); i++) {
            long bytes = round.receives().get(i).into().count() * elementBytes;
            boolean mirrored = i < own.size() && own.bytes(i) == bytes;
            arrivals.add(mirrored ? own.nanos(i) : begin + machine.overheadNanos() + machine.bytesNanos(bytes) + machine.latencyNanos(), bytes);
        }
        clock.finish(round, arrivals);
    }
}
