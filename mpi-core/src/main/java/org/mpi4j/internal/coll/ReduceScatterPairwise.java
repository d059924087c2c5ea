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
        Accumulator before = sum;
        for (int distance = 1; distance < size; distance++) {
            int from = Ring.after(rank, distance, size);
            int to = Ring.after(rank, -distance, size);
            Place received = before.room();
            schedule.recv(from, received).send(to, blocks.place(input, to));
            if (from == 0 && !commutative) {
                before = new Accumulator(schedule, received, false);
            } else {
                before.higher(received);
            }
            schedule.next();
        }
        if (before != sum) {
            sum.lower(before.place());
        }
        move(schedule, sum.place(), result);
        return schedule.build();
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
