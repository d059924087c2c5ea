package org.mpi4j.internal.coll;

/**
 * Everybody but the root posts its operand, and the root adds up all, piece by piece.
 *
 * <p>Rounds: n / piece; bytes that the root reduces: p n. For ranks that share memory, and predefined operations.
 */
final class ReduceBoard {
    private ReduceBoard() {}

    /** @param pieceCount the most elements of one post */
    static Schedule schedule(int rank, int root, long count, long elementBytes, boolean inPlace, long pieceCount) {
        Segments operand = new Segments(rank == root && inPlace ? Place.recv(0, count) : Place.send(0, count), pieceCount);
        Segments result = new Segments(Place.recv(0, count), pieceCount);
        return new Schedule.Builder()
                .repeat(Math.toIntExact(operand.size()), (round, i) -> {
                    Place piece = operand.get(i);
                    long bytes = piece.count() * elementBytes;
                    if (rank == root) {
                        round.look(BoardRound.ALL, bytes).fold(piece, 0, result.get(i));
                    } else {
                        round.post(piece, 0, bytes, BoardRound.NONE);
                    }
                })
                .build();
    }
}
