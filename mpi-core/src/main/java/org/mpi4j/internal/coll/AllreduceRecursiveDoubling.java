package org.mpi4j.internal.coll;

/**
 * In round k two ranks that differ in bit k exchange their partial results; each reduces them, in rank order. A size that is no power of two is folded.
 *
 * <p>Rounds: floor(log2 p), two more with a fold; bytes a rank: n a round. Time: log2 p (L + 2o + nG). For short vectors, and operations that do not commute.
 */
final class AllreduceRecursiveDoubling {
    private AllreduceRecursiveDoubling() {}

    static Schedule schedule(int rank, int size, long count, boolean commutative, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place result = Place.recv(0, count);
        Accumulator sum = new Accumulator(schedule, inPlace ? result : Place.send(0, count), commutative);
        if (!inPlace) {
            sum.mayUse(result);
        }
        exchange(rank, size, schedule, sum);
        sum.finish(result);
        return schedule.build();
    }

    /** Afterwards {@code sum} is the result at every rank. */
    static void exchange(int rank, int size, Schedule.Builder schedule, Accumulator sum) {
        Fold fold = Fold.of(size);
        if (fold.stepsAside(rank)) {
            schedule.send(rank + 1, sum.place()).next();
            Place received = sum.room();
            schedule.recv(rank + 1, received).next();
            sum.replace(received);
            return;
        }
        if (fold.takesOver(rank)) {
            Place received = sum.room();
            schedule.recv(rank - 1, received);
            sum.lower(received);
        }
        int node = fold.node(rank);
        for (int distance = 1; distance < fold.nodes(); distance <<= 1) {
            int other = node ^ distance;
            Place received = sum.room();
            schedule.recv(fold.rank(other), received).send(fold.rank(other), sum.place());
            if (other > node) {
                sum.higher(received);
            } else {
                sum.lower(received);
            }
        }
        if (fold.takesOver(rank)) {
            schedule.send(rank - 1, sum.place()).next();
        }
    }
}
