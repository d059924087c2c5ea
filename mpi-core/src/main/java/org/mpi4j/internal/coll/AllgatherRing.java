package org.mpi4j.internal.coll;

/**
 * A rank passes on to the next what it received last. Also allgatherv.
 *
 * <p>Rounds: p - 1; bytes a rank: (p-1) n. Time: (p-1) (L + 2o + nG). For long blocks: nothing is copied, and all links are neighbours'.
 */
final class AllgatherRing {
    private AllgatherRing() {}

    static Schedule schedule(int rank, int size, long sendCount, Blocks recv, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place own = recv.place(Space.RECV, rank);
        Place held = inPlace ? own : Place.send(0, sendCount);
        if (!inPlace && size == 1) {
            schedule.copy(held, own);
        }
        for (int step = 1; step < size; step++) {
            Place received = recv.place(Space.RECV, Ring.after(rank, -step, size));
            schedule.recv(Ring.after(rank, -1, size), received).send(Ring.after(rank, 1, size), held);
            if (!inPlace && step == 1) {
                schedule.copy(held, own);
            }
            schedule.next();
            held = received;
        }
        return schedule.build();
    }
}
