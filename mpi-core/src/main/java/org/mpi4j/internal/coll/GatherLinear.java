package org.mpi4j.internal.coll;

import org.jspecify.annotations.Nullable;

/**
 * Everybody sends to the root, which receives from all at once, each block to its place. Also gatherv.
 *
 * <p>Rounds: 1; bytes the root receives: (p-1) n. Time: L + (p-1) (o + nG). For long blocks, and where nobody but the root knows the counts.
 */
final class GatherLinear {
    private GatherLinear() {}

    /** @param recv blocks of the receive buffer; used at the root only */
    static Schedule schedule(int rank, int size, int root, long sendCount, @Nullable Blocks recv, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place own = Place.send(0, sendCount);
        if (rank != root) {
            return schedule.send(root, own).build();
        }
        Blocks blocks = Blocks.significant(recv);
        for (int distance = 1; distance < size; distance++) {
            int peer = Ring.after(rank, distance, size);
            schedule.recv(peer, blocks.place(Space.RECV, peer));
        }
        if (!inPlace) {
            schedule.copy(own, blocks.place(Space.RECV, rank));
        }
        return schedule.build();
    }
}
