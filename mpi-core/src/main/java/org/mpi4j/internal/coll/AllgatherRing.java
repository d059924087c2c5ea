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
        Place first = inPlace ? own : Place.send(0, sendCount);
        int previous = Ring.after(rank, -1, size);
        int next = Ring.after(rank, 1, size);
        if (!inPlace && size == 1) {
            schedule.copy(first, own);
        }
        schedule.repeat(size - 1, (round, i) -> {
            Place held = i == 0 ? first : recv.place(Space.RECV, Ring.after(rank, -i, size));
            round.recv(previous, recv.place(Space.RECV, Ring.after(rank, -i - 1, size))).send(next, held);
            if (!inPlace && i == 0) {
                round.copy(first, own);
            }
        });
        return schedule.build();
    }
}
