package org.mpi4j.bench.model;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.coll.Round;
import org.mpi4j.internal.coll.Schedule;
import org.mpi4j.internal.coll.Step;

/**
 * Runs the schedules of all ranks in LogGP time. A rank begins when the first message comes for it, or in its turn; it goes on as long as the messages it
 * needs are there, and its schedule is forgotten while it waits and at its end. So in a tree or a chain of a million ranks hardly one waits, and it needs
 * little memory. Confined to the caller.
 */
final class AllRanks {
    /** Of so many ranks all schedules are kept. Of more, those of ranks that wait for so many messages; there are few. */
    private static final int MOST_KEPT = 4096;

    /** A rank that is among its sends lets its receivers go on, as they do with theirs; so deep. */
    private static final int DEEPEST = 4;

    private final int size;
    private final LogGp machine;
    private final Call call;
    private final IntFunction<Schedule> schedules;
    private final double limitNanos;
    private final boolean forgets;
    private final @Nullable Running[] waiting;
    private final Parked parked;
    private final BitSet begun;
    private final Mailboxes mailboxes = new Mailboxes();
    private final ArrayDeque<Running> ready = new ArrayDeque<>();
    private RankCost largest = RankCost.NONE;
    private double last;
    private int ended;
    private int depth;

    private final class Running {
        final int rank;
        final RankClock clock = new RankClock(machine, call.elementBytes());
        final Arrivals arrivals = new Arrivals();
        /** Forgotten while it waits, where there are many ranks; it can be made again. */
        @Nullable Schedule schedule;
        int round = -1;
        int missing;

        Running(int rank) {
            this.rank = rank;
        }

        void finish(Round round) {
            clock.finish(round, arrivals);
            arrivals.clear();
        }
    }

    /** @param limitNanos what takes longer need not be followed to its end */
    AllRanks(int size, LogGp machine, Call call, IntFunction<Schedule> schedules, double limitNanos) {
        this.size = size;
        this.machine = machine;
        this.call = call;
        this.schedules = schedules;
        this.limitNanos = limitNanos;
        this.forgets = size > MOST_KEPT;
        this.waiting = new Running[size];
        this.parked = new Parked(forgets ? size : 0);
        this.begun = new BitSet(size);
    }

    /** Empty if it takes longer than the limit. */
    Optional<Estimate> run() {
        for (int i = 0; i < size && last <= limitNanos; i++) { // from both ends: a chain may start at either
            begin(i % 2 == 0 ? i / 2 : size - 1 - i / 2);
            settle();
        }
        if (last > limitNanos) {
            return Optional.empty();
        }
        if (ended != size) {
            throw new IllegalStateException("deadlock: operation=" + call.operation() + " size=" + size + " ended=" + ended);
        }
        return Optional.of(new Estimate(largest, last, Estimate.Source.ALL_RANKS));
    }

    private void begin(int rank) {
        if (!begun.get(rank)) {
            begun.set(rank);
            ready.push(new Running(rank));
        }
    }

    private void settle() {
        while (!ready.isEmpty() && last <= limitNanos) {
            advance(ready.pop());
        }
    }

    private void advance(Running one) {
        Schedule schedule = one.schedule == null ? schedules.apply(one.rank) : one.schedule;
        if (one.round < 0) {
            RankCost.Sum sum = RankCost.Sum.of(schedule);
            largest = largest.max(sum.total(call));
            last = Math.max(last, sum.atLeastNanos(machine, call));
        }
        while (one.missing == 0) {
            if (one.round >= 0) {
                one.finish(schedule.rounds().get(one.round));
                last = Math.max(last, one.clock.now());
            }
            if (++one.round == schedule.rounds().size()) {
                ended++;
                return;
            }
            Round round = schedule.rounds().get(one.round);
            one.clock.startSends(round, (send, nanos, bytes) -> post(one.rank, send.peer(), nanos, bytes));
            startReceives(round, one);
        }
        await(one, schedule);
    }

    private void startReceives(Round round, Running to) {
        boolean parks = parks(round);
        for (Step.Recv step : round.receives()) {
            boolean there = parks ? mailboxes.take(step.peer(), to.rank, to.arrivals) : mailboxes.takeOrWait(step.peer(), to.rank, to.arrivals);
            to.missing += there ? 0 : 1;
        }
    }

    private boolean parks(Round round) {
        return forgets && round.receives().size() == 1;
    }

    private void await(Running one, Schedule schedule) {
        Round round = schedule.rounds().get(one.round);
        if (parks(round)) {
            parked.put(one.rank, one.clock, one.round, round.receives().getFirst().peer());
        } else {
            one.schedule = forgets && round.receives().size() <= MOST_KEPT ? null : schedule;
            waiting[one.rank] = one;
        }
    }

    private void post(int from, int to, double nanos, long bytes) {
        if (forgets && parked.waits(to, from)) {
            Running receiver = new Running(to);
            receiver.round = parked.take(to, receiver.clock);
            receiver.arrivals.add(nanos, bytes);
            ready.push(receiver);
        } else if (mailboxes.deliverOrKeep(from, to, nanos, bytes)) {
            handOver(nanos, bytes, Objects.requireNonNull(waiting[to], "a rank that waits"));
        } else {
            begin(to);
        }
        if (depth < DEEPEST) { // one after the other, rather than a million that are ready
            depth++;
            settle();
            depth--;
        }
    }

    private void handOver(double nanos, long bytes, Running receiver) {
        receiver.arrivals.add(nanos, bytes);
        if (--receiver.missing == 0) {
            waiting[receiver.rank] = null;
            ready.push(receiver);
        }
    }
}
