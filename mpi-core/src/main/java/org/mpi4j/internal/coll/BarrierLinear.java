package org.mpi4j.internal.coll;

/**
 * All tell rank 0, which tells all.
 *
 * <p>Rounds: 2; messages of rank 0: 2 (p - 1), empty. Time: 2 (L + (p-1) o). For ranks that share cores: each has to run but twice.
 */
final class BarrierLinear {
    private BarrierLinear() {}

    static Schedule schedule(int rank, int size) {
        Schedule.Builder schedule = new Schedule.Builder();
        if (rank != 0) {
            return schedule.signal(0, Place.NONE).next().await(0, Place.NONE).build();
        }
        for (int peer = 1; peer < size; peer++) {
            schedule.await(peer, Place.NONE);
        }
        schedule.next();
        for (int peer = 1; peer < size; peer++) {
            schedule.signal(peer, Place.NONE);
        }
        return schedule.build();
    }
}
