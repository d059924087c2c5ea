package org.mpi4j.bench.model;

import org.mpi4j.internal.coll.Round;
import org.mpi4j.internal.coll.Schedule;
import org.mpi4j.internal.coll.Step;

/**
 * One rank's schedule in LogGP time, as if those that it receives from were in the same round at the same time: the message it receives as the i-th of a
 * round was sent when it sends its own i-th, or at the begin of the round where it sends none of that size. That is exact where all ranks do alike.
 * Confined to the caller.
 */
final class OneRank {
    private final LogGp machine;
    private final RankClock clock;
    private final long elementBytes;
    private double[] arrivals = new double[4];
    private double[] own = new double[4];
    private double inFlight;
    private int sent;

    private OneRank(LogGp machine, Call call) {
        this.machine = machine;
        this.elementBytes = call.elementBytes();
        this.clock = new RankClock(machine, elementBytes);
    }

    /** Until this rank is done, and the last that it sent is taken. */
    static double nanos(Schedule schedule, LogGp machine, Call call) {
        OneRank rank = new OneRank(machine, call);
        schedule.rounds().forEach(rank::pass);
        return Math.max(rank.clock.now(), rank.inFlight + machine.overheadNanos());
    }

    private void pass(Round round) {
        double begin = clock.now();
        sent = 0;
        clock.startSends(round, (_, at) -> note(at));
        int count = round.receives().size();
        if (arrivals.length < count) {
            arrivals = new double[2 * count];
        }
        for (int i = 0; i < count; i++) {
            Step.Recv step = round.receives().get(i);
            boolean mirrored = i < sent && round.sends().get(i).from().count() == step.into().count();
            arrivals[i] = mirrored ? own[i] : begin + machine.overheadNanos() + machine.bytesNanos(step.into().count() * elementBytes) + machine.latencyNanos();
        }
        clock.finish(round, arrivals, count);
    }

    private void note(double at) {
        if (sent == own.length) {
            own = java.util.Arrays.copyOf(own, 2 * sent);
        }
        own[sent++] = at;
        inFlight = at;
    }
}
