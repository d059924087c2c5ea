package org.mpi4j.internal.coll;

/**
 * Everybody posts all its blocks at once, and reads its own of each other rank.
 *
 * <p>Rounds: 1; bytes that a rank copies: 2 p n. For short blocks of ranks that share memory.
 */
final class AlltoallBoard {
    private AlltoallBoard() {}

    static Schedule schedule(int rank, int size, long sendCount, long recvCount, long blockBytes, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place blocks = inPlace ? Place.recv(0, size * recvCount) : Place.send(0, size * sendCount);
        schedule.post(blocks, 0, size * blockBytes, BoardRound.ALL);
        for (int distance = 1; distance < size; distance++) {
            int peer = Ring.after(rank, distance, size);
            schedule.fetch(peer, rank * blockBytes, Place.recv(peer * recvCount, recvCount), 0, blockBytes);
        }
        if (!inPlace) {
            schedule.copy(Place.send(rank * sendCount, sendCount), Place.recv(rank * recvCount, recvCount));
        }
        return schedule.build();
    }
}
