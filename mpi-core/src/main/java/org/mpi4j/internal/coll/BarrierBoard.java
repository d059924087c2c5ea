package org.mpi4j.internal.coll;

/**
 * Every rank posts, and waits for the posts of all.
 *
 * <p>Rounds: 1; a rank looks at p-1 posts. For ranks that share memory.
 */
final class BarrierBoard {
    private BarrierBoard() {}

    static Schedule schedule() {
        return new Schedule.Builder().post(Place.NONE, 0, 0, BoardRound.ALL).build();
    }
}
