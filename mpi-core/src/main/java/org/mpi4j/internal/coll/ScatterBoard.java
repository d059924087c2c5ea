package org.mpi4j.internal.coll;

/**
 * The root posts all blocks, and each other rank reads its own, piece by piece.
 *
 * <p>Rounds: p n / post; bytes that the root copies: p n. For ranks that share memory.
 */
final class ScatterBoard {
    private ScatterBoard() {}

    /** @param postBytes the most of one post, as many as ranks or more */
    static Schedule schedule(int rank, int size, int root, long sendCount, long recvCount, long blockBytes, boolean inPlace, long postBytes) {
        long pieceBytes = postBytes / size;
        Place result = Place.recv(0, recvCount);
        return new Schedule.Builder()
                .repeat(Pieces.of(blockBytes, pieceBytes), (round, i) -> {
                    long done = i * pieceBytes;
                    long piece = Math.min(pieceBytes, blockBytes - done);
                    if (rank != root) {
                        round.look(root, size * piece).fetch(root, rank * piece, result, done, piece);
                        return;
                    }
                    round.postEach(Place.send(0, sendCount), size, done, piece, BoardRound.NONE);
                    if (i == 0 && !inPlace) {
                        round.copy(Place.send(rank * sendCount, sendCount), result);
                    }
                })
                .build();
    }
}
