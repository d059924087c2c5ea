package org.mpi4j.internal.coll;

/**
 * The root sends to all.
 *
 * <p>Rounds: 1; bytes that the root sends: (p-1) n. Time: L + (p-1) (o + nG). For ranks that share cores: no rank waits for another than the root.
 */
final class BcastLinear {
    private BcastLinear() {}

    static Schedule schedule(int rank, int size, int root, long bytes) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place whole = Place.recv(0, bytes);
        if (rank != root) {
            return schedule.recv(root, whole).build();
        }
        for (int distance = 1; distance < size; distance++) {
            schedule.send(Ring.after(root, distance, size), whole);
        }
        return schedule.build();
    }
}
