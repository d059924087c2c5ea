package org.mpi4j.internal.coll;

/**
 * Everybody posts its block and reads those of all others, piece by piece.
 *
 * <p>Rounds: n / piece; bytes that a rank copies: p n. For ranks that share memory.
 */
final class AllgatherBoard {
    private AllgatherBoard() {}

    /** @param pieceBytes the most of one post */
    static Schedule schedule(int rank, int size, long sendCount, long recvCount, long blockBytes, boolean inPlace, long pieceBytes) {
        Place result = Place.recv(rank * recvCount, recvCount);
        Place own = inPlace ? result : Place.send(0, sendCount);
        return new Schedule.Builder()
                .repeat(Pieces.of(blockBytes, pieceBytes), (round, i) -> {
                    long done = i * pieceBytes;
                    long piece = Math.min(pieceBytes, blockBytes - done);
                    round.post(own, done, piece, BoardRound.ALL);
                    read(round, rank, size, recvCount, done, piece);
                    if (i == 0 && !inPlace) {
                        round.copy(own, result);
                    }
                })
                .build();
    }

    /** Reads a piece of the block of each other rank; the ranks after this one first, so that not all read the same. */
    static void read(Schedule.Builder round, int rank, int size, long recvCount, long done, long piece) {
        for (int distance = 1; distance < size; distance++) {
            int peer = Ring.after(rank, distance, size);
            round.fetch(peer, 0, Place.recv(peer * recvCount, recvCount), done, piece);
        }
    }
}
