package org.mpi4j.internal.coll;

/**
 * Everybody posts its operand, adds up a part of all, and posts that for the others to read; piece by piece.
 *
 * <p>Rounds: 2 n / piece; bytes that a rank reduces: n, and copies: 3 n. For longer vectors of several ranks that share memory, and predefined operations.
 */
final class AllreduceBoardParts {
    private AllreduceBoardParts() {}

    /** @param pieceCount the most elements of one post */
    static Schedule schedule(int rank, int size, long count, long elementBytes, boolean inPlace, long pieceCount) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place result = Place.recv(0, count);
        Place operand = inPlace ? result : Place.send(0, count);
        for (long done = 0; done < count; done += pieceCount) {
            Parts parts = new Parts(done, Math.min(pieceCount, count - done), size);
            Place into = parts.of(result, rank);
            schedule.post(operand, done * elementBytes, parts.count() * elementBytes, BoardRound.ALL)
                    .fold(parts.of(operand, rank), parts.at(rank) * elementBytes, into);
            schedule.post(into, 0, into.count() * elementBytes, BoardRound.ALL, parts.most() * elementBytes);
            parts.read(schedule, rank, result, elementBytes);
        }
        return schedule.build();
    }
}
