package org.mpi4j.internal.coll;

/**
 * In round k every rank tells the rank 2^k after it.
 *
 * <p>Rounds: ceil(log2 p); messages a rank: the same, empty. Time: ceil(log2 p) (L + 2o).
 */
final class BarrierDissemination {
    private BarrierDissemination() {}

    static Schedule schedule(int rank, int size) {
        Schedule.Builder schedule = new Schedule.Builder();
        for (int distance = 1; distance < size; distance <<= 1) {
            schedule.signal(Ring.after(rank, distance, size), Place.NONE);
            schedule.await(Ring.after(rank, -distance, size), Place.NONE);
            schedule.next();
        }
        return schedule.build();
    }
}
