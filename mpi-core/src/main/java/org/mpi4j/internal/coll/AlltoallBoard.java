package org.mpi4j.internal.coll;

/**
 * Everybody posts all its blocks, and reads its own of each other rank, piece by piece.
 *
 * <p>Rounds: p n / post; bytes that a rank copies: 2 p n. For short blocks of ranks that share memory, and longer ones of those that share cores.
 */
final class AlltoallBoard {
    private AlltoallBoard() {}

    /** @param postBytes the most of one post, as many as ranks or more */
    static Schedule schedule(int rank, int size, long sendCount, long recvCount, long blockBytes, boolean inPlace, long postBytes) {
        long pieceBytes = postBytes / size;
        Place first = inPlace ? Place.recv(0, recvCount) : Place.send(0, sendCount);
        return new Schedule.Builder()
                .repeat(Pieces.of(blockBytes, pieceBytes), (round, i) -> {
                    long done = i * pieceBytes;
                    long piece = Math.min(pieceBytes, blockBytes - done);
                    round.postEach(first, size, done, piece, BoardRound.ALL);
                    for (int distance = 1; distance < size; distance++) {
                        int peer = Ring.after(rank, distance, size);
                        round.fetch(peer, rank * piece, Place.recv(peer * recvCount, recvCount), done, piece);
                    }
                    if (i == 0 && !inPlace) {
                        round.copy(Place.send(rank * sendCount, sendCount), Place.recv(rank * recvCount, recvCount));
                    }
                })
                .build();
    }
}
