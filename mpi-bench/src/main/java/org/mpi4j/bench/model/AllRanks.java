package org.mpi4j.bench.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final int size;
    private final LogGp machine;
    private final Call call;
    private final IntFunction<Schedule> schedules;
    private final @Nullable Running[] running;
    private final boolean[] begun;
    private final Map<Long, Pair> pairs = new HashMap<>();
    private final ArrayDeque<Running> ready = new ArrayDeque<>();
    private RankCost largest = RankCost.NONE;
    private double last;
    private int ended;

    /** The messages from one rank to another: those that are there, or receives that wait. */
    private static final class Pair {
        final ArrayDeque<Arrival> arrivals = new ArrayDeque<>(2);
        int wanted;
    }

    private final class Running {
        final int rank;
        final Schedule schedule;
        final RankClock clock;
        int round = -1;
        final List<Arrival> arrivals = new ArrayList<>(2);
        int missing;

        Running(int rank) {
            this.rank = rank;
            this.schedule = schedules.apply(rank);
            this.clock = new RankClock(machine, call.elementBytes());
            largest = largest.max(RankCost.of(schedule, call));
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
        while (one.missing == 0) {
            if (one.round >= 0) {
                one.clock.finish(one.schedule.rounds().get(one.round), one.arrivals);
            }
            if (++one.round == one.schedule.rounds().size()) {
                last = Math.max(last, one.clock.now());
                ended++;
                running[one.rank] = null;
                return;
            }
            Round round = one.schedule.rounds().get(one.round);
            one.arrivals.clear();
            for (Step.Recv step : round.receives()) {
                want(step.peer(), one);
            }
            one.clock.startSends(round, (send, at) -> post(one.rank, send.peer(), at));
        }
        running[one.rank] = one;
    }

    private static long key(int from, int to) {
        return (long) from << 32 | to;
    }

    private void want(int from, Running to) {
        Pair pair = pairs.computeIfAbsent(key(from, to.rank), _ -> new Pair());
        Arrival at = pair.arrivals.poll();
        if (at == null) {
            pair.wanted++;
            to.missing++;
        } else {
            to.arrivals.add(at);
            if (pair.arrivals.isEmpty()) {
                pairs.remove(key(from, to.rank));
            }
        }
    }

    private void post(int from, int to, Arrival at) {
        Pair pair = pairs.computeIfAbsent(key(from, to), _ -> new Pair());
        Running receiver = running[to];
        if (pair.wanted == 0 || receiver == null) {
            pair.arrivals.add(at);
            return;
        }
        receiver.arrivals.add(at);
        receiver.missing--;
        if (--pair.wanted == 0) {
            pairs.remove(key(from, to));
        }
        if (receiver.missing == 0) {
            ready.push(receiver);
        }
    }
}
