package org.mpi4j.internal.coll;

/**
 * At distance d a rank sends the block of the rank d before it, and receives its own from the rank d after it. So operands come in rank order, but for
 * those of the ranks before, which are summed up apart and put in front at the end: the order is kept for operations that do not commute.
 *
 * <p>Rounds: p - 1; bytes a rank: n (p-1)/p; temporary memory: two or three blocks. Time: (p-1) (L + 2o + nG/p). For long vectors.
 */
final class ReduceScatterPairwise {
    private ReduceScatterPairwise() {}

    /** @param blocks one after the other */
    static Schedule schedule(int rank, int size, Blocks blocks, boolean commutative, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Space input = inPlace ? Space.RECV : Space.SEND;
        Place result = Place.recv(0, blocks.count(rank));
        Accumulator sum = new Accumulator(schedule, blocks.place(input, rank), commutative);
        if (!inPlace) {
            sum.mayUse(result);
        }
        if (commutative) {
            inAnyOrder(rank, size, blocks, input, schedule, sum);
        } else {
            inRankOrder(rank, size, blocks, input, schedule, sum);
        }
        move(schedule, sum.place(), result);
        return schedule.build();
    }

    private static void inRankOrder(int rank, int size, Blocks blocks, Space input, Schedule.Builder schedule, Accumulator sum) {
        Accumulator before = sum;
        for (int distance = 1; distance < size; distance++) {
            int from = Ring.after(rank, distance, size);
            int to = Ring.after(rank, -distance, size);
            Place received = before.room();
            schedule.recv(from, received).send(to, blocks.place(input, to));
            if (from == 0) {
                before = new Accumulator(schedule, received, false);
            } else {
                before.higher(received);
            }
            schedule.next();
        }
        if (before != sum) {
            sum.lower(before.place());
        }
    }

    /** From the second on, all operands come to the same place and are added to the same sum. */
    private static void inAnyOrder(int rank, int size, Blocks blocks, Space input, Schedule.Builder schedule, Accumulator sum) {
        if (size > 1) {
            int to = Ring.after(rank, -1, size);
            Place first = sum.room();
            schedule.recv(Ring.after(rank, 1, size), first).send(to, blocks.place(input, to));
            sum.higher(first);
        }
        if (size > 2) {
            Place received = sum.room();
            Place result = sum.place();
            schedule.repeat(size - 2, (round, i) -> {
                int peer = Ring.after(rank, -i - 2, size);
                round.recv(Ring.after(rank, i + 2, size), received).send(peer, blocks.place(input, peer)).reduce(received, result);
            });
        }
    }

    /** Copies to the begin of the receive buffer, by way of temporary memory where the places overlap. */
    static void move(Schedule.Builder schedule, Place from, Place to) {
        if (from.equals(to)) {
            return;
        }
        Place source = from;
        if (from.overlaps(to)) {
            source = schedule.temp(from.count());
            schedule.copy(from, source);
        }
        schedule.copy(source, to);
    }
}
