package org.mpi4j.internal.coll;

/**
 * Rank 0 receives all operands at once, reduces them in rank order, and sends the result to all.
 *
 * <p>Rounds: 2; bytes of rank 0: 2 (p-1) n. Time: 2 (L + (p-1) (o + nG)). For short vectors of ranks that share cores: each has to run but twice.
 */
final class AllreduceLinear {
    private AllreduceLinear() {}

    static Schedule schedule(int rank, int size, long count, boolean commutative, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place result = Place.recv(0, count);
        Place operand = inPlace ? result : Place.send(0, count);
        if (rank != 0) {
            return schedule.send(0, operand).next().recv(0, result).build();
        }
        Accumulator sum = new Accumulator(schedule, operand, commutative);
        if (!inPlace) {
            sum.mayUse(result);
        }
        ReduceLinear.gather(rank, size, schedule, sum);
        sum.finish(result);
        for (int peer = 1; peer < size; peer++) {
            schedule.send(peer, result);
        }
        return schedule.build();
    }
}
