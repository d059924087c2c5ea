package org.mpi4j.internal.coll;

/**
 * At distance d a rank sends to the rank d after and receives from the rank d before it; some distances at once. Also alltoallv.
 *
 * <p>Rounds: (p-1) / w for w distances at once; bytes a rank: (p-1) n. Time: (p-1)/w (L + 2wo + wnG). With w = 1 for long blocks, whose copies are
 * limited by the wire; more at once for middle ones, which are limited by latency.
 */
final class AlltoallPairwise {
    private AlltoallPairwise() {}

    /** @param atOnce distances in one round, at least one */
    static Schedule schedule(int rank, int size, Blocks send, Blocks recv, int atOnce) {
        Schedule.Builder schedule = new Schedule.Builder();
        schedule.repeat(Math.ceilDiv(size - 1, atOnce), (round, i) -> {
            int first = 1 + i * atOnce;
            for (int distance = first; distance < Math.min(size, first + atOnce); distance++) {
                int to = Ring.after(rank, distance, size);
                int from = Ring.after(rank, -distance, size);
                round.recv(from, recv.place(Space.RECV, from)).send(to, send.place(Space.SEND, to));
            }
        });
        return schedule.copy(send.place(Space.SEND, rank), recv.place(Space.RECV, rank)).build();
    }
}
