package org.mpi4j.internal.coll;

/**
 * Everybody but the root posts its block, and the root reads all, piece by piece.
 *
 * <p>Rounds: n / piece; bytes that the root copies: (p-1) n. For ranks that share memory.
 */
final class GatherBoard {
    private GatherBoard() {}

    /** @param pieceBytes the most of one post */
    static Schedule schedule(int rank, int size, int root, long sendCount, long recvCount, long blockBytes, boolean inPlace, long pieceBytes) {
        Place own = Place.send(0, sendCount);
        return new Schedule.Builder()
                .repeat(Pieces.of(blockBytes, pieceBytes), (round, i) -> {
                    long done = i * pieceBytes;
                    long piece = Math.min(pieceBytes, blockBytes - done);
                    if (rank != root) {
                        round.post(own, done, piece, BoardRound.NONE);
                        return;
                    }
                    round.look(BoardRound.ALL, piece);
                    AllgatherBoard.read(round, rank, size, recvCount, done, piece);
                    if (i == 0 && !inPlace) {
                        round.copy(own, Place.recv(rank * recvCount, recvCount));
                    }
                })
                .build();
    }
}
