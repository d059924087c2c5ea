package org.mpi4j.internal.coll;

/**
 * The root posts all blocks at once, and each other rank reads its own.
 *
 * <p>Rounds: 1; bytes that the root copies: p n. For ranks that share memory.
 */
final class ScatterBoard {
    private ScatterBoard() {}

    static Schedule schedule(int rank, int size, int root, long sendCount, long recvCount, long blockBytes, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place result = Place.recv(0, recvCount);
        long bytes = size * blockBytes;
        if (rank != root) {
            return schedule.look(root, bytes).fetch(root, rank * blockBytes, result, 0, blockBytes).build();
        }
        schedule.post(Place.send(0, size * sendCount), 0, bytes, BoardRound.NONE);
        if (!inPlace) {
            schedule.copy(Place.send(rank * sendCount, sendCount), result);
        }
        return schedule.build();
    }
}
