package org.mpi4j.internal.coll;

import org.jspecify.annotations.Nullable;

/**
 * The root sends to everybody at once, each block from its place. Also scatterv.
 *
 * <p>Rounds: 1; bytes the root sends: (p-1) n. Time: L + (p-1) (o + nG). For long blocks, and where nobody but the root knows the counts.
 */
final class ScatterLinear {
    private ScatterLinear() {}

    /** @param send blocks of the send buffer; used at the root only */
    static Schedule schedule(int rank, int size, int root, @Nullable Blocks send, long recvCount, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place own = Place.recv(0, recvCount);
        if (rank != root) {
            return schedule.recv(root, own).build();
        }
        Blocks blocks = Blocks.significant(send);
        for (int distance = 1; distance < size; distance++) {
            int peer = Ring.after(rank, distance, size);
            schedule.send(peer, blocks.place(Space.SEND, peer));
        }
        if (!inPlace) {
            schedule.copy(blocks.place(Space.SEND, rank), own);
        }
        return schedule.build();
    }
}
