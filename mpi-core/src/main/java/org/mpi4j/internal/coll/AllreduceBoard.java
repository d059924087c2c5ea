package org.mpi4j.internal.coll;

/**
 * Everybody posts its operand and adds up all, piece by piece, in the same order, so that all have the same result to the last bit.
 *
 * <p>Rounds: n / piece; bytes that a rank reduces: p n. For short vectors of ranks that share memory, or two ranks, and predefined operations.
 */
final class AllreduceBoard {
    private AllreduceBoard() {}

    /** @param pieceCount the most elements of one post */
    static Schedule schedule(long count, long elementBytes, boolean inPlace, long pieceCount) {
        Segments result = new Segments(Place.recv(0, count), pieceCount);
        Segments operand = inPlace ? result : new Segments(Place.send(0, count), pieceCount);
        return new Schedule.Builder()
                .repeat(Math.toIntExact(operand.size()), (round, i) -> {
                    Place piece = operand.get(i);
                    round.post(piece, 0, piece.count() * elementBytes, BoardRound.ALL).fold(piece, 0, result.get(i));
                })
                .build();
    }
}
