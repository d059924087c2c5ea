package org.mpi4j.internal.coll;

/**
 * Everybody sends to the root, which receives all operands at once and reduces them in rank order.
 *
 * <p>Rounds: 1; bytes the root receives: (p-1) n, as much temporary memory. Time: L + (p-1) (o + nG). For short vectors of ranks that share cores.
 */
final class ReduceLinear {
    private ReduceLinear() {}

    static Schedule schedule(int rank, int size, int root, long count, boolean commutative, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder(rank == root ? Space.RECV : Space.SEND);
        if (rank != root) {
            return schedule.send(root, Place.send(0, count)).build();
        }
        Place result = Place.recv(0, count);
        Accumulator sum = new Accumulator(schedule, inPlace ? result : Place.send(0, count), commutative);
        if (!inPlace) {
            sum.mayUse(result);
        }
        gather(rank, size, schedule, sum);
        sum.finish(result);
        return schedule.build();
    }

    /** The root's part: afterwards {@code sum} is the result. */
    static void gather(int root, int size, Schedule.Builder schedule, Accumulator sum) {
        Place[] operands = new Place[size];
        for (int peer = 0; peer < size; peer++) {
            if (peer != root) {
                operands[peer] = sum.room();
                schedule.recv(peer, operands[peer]);
            }
        }
        for (int peer = root + 1; peer < size; peer++) {
            sum.higher(operands[peer]);
        }
        for (int peer = root - 1; peer >= 0; peer--) {
            sum.lower(operands[peer]);
        }
    }
}
