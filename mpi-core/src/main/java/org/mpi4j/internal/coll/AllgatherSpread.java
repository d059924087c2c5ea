package org.mpi4j.internal.coll;

/**
 * Everybody sends its block to all, all at once. Also allgatherv.
 *
 * <p>Rounds: 1; bytes a rank: (p-1) n. Time: L + (p-1) (o + nG). For ranks that share cores: no rank waits for what another passes on.
 */
final class AllgatherSpread {
    private AllgatherSpread() {}

    static Schedule schedule(int rank, int size, long sendCount, Blocks recv, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place own = recv.place(Space.RECV, rank);
        Place held = inPlace ? own : Place.send(0, sendCount);
        for (int distance = 1; distance < size; distance++) {
            int peer = Ring.after(rank, -distance, size);
            schedule.recv(peer, recv.place(Space.RECV, peer)).send(Ring.after(rank, distance, size), held);
        }
        if (!inPlace) {
            schedule.copy(held, own);
        }
        return schedule.build();
    }
}
