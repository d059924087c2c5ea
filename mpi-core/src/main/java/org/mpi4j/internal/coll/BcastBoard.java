package org.mpi4j.internal.coll;

/**
 * The root posts, and all others read it, piece by piece.
 *
 * <p>Rounds: n / piece; bytes that a rank copies: n. For ranks that share memory.
 */
final class BcastBoard {
    private BcastBoard() {}

    /** @param pieceBytes the most of one post */
    static Schedule schedule(int rank, int root, long bytes, long pieceBytes) {
        Place whole = Place.recv(0, bytes);
        return new Schedule.Builder()
                .repeat(Pieces.atLeastOne(bytes, pieceBytes), (round, i) -> {
                    long done = i * pieceBytes;
                    long piece = Math.min(pieceBytes, bytes - done);
                    if (rank == root) {
                        round.post(whole, done, piece, BoardRound.NONE);
                    } else {
                        round.look(root, piece).fetch(root, 0, whole, done, piece);
                    }
                })
                .build();
    }
}
