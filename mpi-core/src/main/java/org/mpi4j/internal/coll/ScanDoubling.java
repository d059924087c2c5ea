package org.mpi4j.internal.coll;

/**
 * In round k a rank sends its partial result to the rank 2^k after it, and puts the one of the rank 2^k before it in front of its own. Keeps the rank
 * order. Hillis and Steele, "Data parallel algorithms", 1986.
 *
 * <p>Rounds: ceil(log2 p); bytes a rank: n a round. Time: ceil(log2 p) (L + 2o + nG).
 */
final class ScanDoubling {
    private ScanDoubling() {}

    static Schedule schedule(int rank, int size, long count, boolean commutative, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place result = Place.recv(0, count);
        Accumulator sum = new Accumulator(schedule, inPlace ? result : Place.send(0, count), commutative);
        if (!inPlace) {
            sum.mayUse(result);
        }
        for (int distance = 1; distance < size; distance <<= 1) {
            if (distance < size - rank) {
                schedule.send(rank + distance, sum.place());
            }
            if (distance <= rank) {
                Place received = sum.room();
                schedule.recv(rank - distance, received);
                sum.lower(received);
            }
            schedule.next();
        }
        sum.finish(result);
        return schedule.build();
    }
}
