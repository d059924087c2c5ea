package org.mpi4j.bench.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.mpi4j.bench.model.RankClock.Arrival;
import org.mpi4j.internal.coll.Round;
import org.mpi4j.internal.coll.Schedule;
import org.mpi4j.internal.coll.Step;

/**
 * Runs the schedules of all ranks in LogGP time. A rank goes on as long as the messages it needs are there, and its schedule is forgotten at its end, so
 * that a tree or a chain of a million ranks needs little memory. Confined to the caller.
 */
final class AllRanks {
    /** Of so many ranks all schedules are kept. */
    private static final int MOST_KEPT = 4096;

    private final int size;
    private final LogGp machine;
    private final Call call;
    private final IntFunction<Schedule> schedules;
    private final @Nullable Running[] running;
    private final boolean[] begun;
    private final Mailboxes mailboxes = new Mailboxes();
    private final ArrayDeque<Running> ready = new ArrayDeque<>();
    private RankCost largest = RankCost.NONE;
    private double last;
    private int ended;

    private final class Running {
        final int rank;
        final RankClock clock;
        final List<Arrival> arrivals = new ArrayList<>(1);
        /** Forgotten while it waits, where there are many ranks; it can be made again. */
        @Nullable Schedule schedule;
        int round = -1;
        int missing;

        Running(int rank) {
            this.rank = rank;
            this.clock = new RankClock(machine, call.elementBytes());
            Schedule made = schedules.apply(rank);
            this.schedule = made;
            largest = largest.max(RankCost.of(made, call));
        }
    }

    AllRanks(int size, LogGp machine, Call call, IntFunction<Schedule> schedules) {
        this.size = size;
        this.machine = machine;
        this.call = call;
        this.schedules = schedules;
        this.running = new Running[size];
        this.begun = new boolean[size];
    }

    Estimate run() {
        for (int i = 0; i < size; i++) { // from both ends: a chain may start at either
            begin(i % 2 == 0 ? i / 2 : size - 1 - i / 2);
        }
        if (ended != size) {
            throw new IllegalStateException("deadlock: operation=" + call.operation() + " size=" + size + " ended=" + ended);
        }
        return new Estimate(largest, last, Estimate.Source.ALL_RANKS);
    }

    private void begin(int rank) {
        if (!begun[rank]) {
            begun[rank] = true;
            ready.push(new Running(rank));
            while (!ready.isEmpty()) {
                advance(ready.pop());
            }
        }
    }

    private void advance(Running one) {
        Schedule schedule = one.schedule == null ? schedules.apply(one.rank) : one.schedule;
        while (one.missing == 0) {
            if (one.round >= 0) {
                one.clock.finish(schedule.rounds().get(one.round), one.arrivals);
            }
            if (++one.round == schedule.rounds().size()) {
                last = Math.max(last, one.clock.now());
                ended++;
                running[one.rank] = null;
                return;
            }
            Round round = schedule.rounds().get(one.round);
            one.arrivals.clear();
            for (Step.Recv step : round.receives()) {
                want(step.peer(), one);
            }
            one.clock.startSends(round, (send, at) -> post(one.rank, send.peer(), at));
        }
        one.schedule = size <= MOST_KEPT ? schedule : null;
        running[one.rank] = one;
    }

    private void want(int from, Running to) {
        Arrival at = mailboxes.takeOrWait(from, to.rank);
        if (at == null) {
            to.missing++;
        } else {
            to.arrivals.add(at);
        }
    }

    private void post(int from, int to, Arrival at) {
        if (!mailboxes.deliverOrKeep(from, to, at)) {
            return;
        }
        Running receiver = Objects.requireNonNull(running[to], "a rank that waits");
        receiver.arrivals.add(at);
        if (--receiver.missing == 0) {
            ready.push(receiver);
        }
    }
}
