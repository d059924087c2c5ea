package org.mpi4j.internal.coll;

/**
 * Everybody posts its operand and adds up a part of all; the root reads the parts of the others, piece by piece.
 *
 * <p>Rounds: 2 n / piece; bytes that a rank reduces: n, and the root copies: 2 n. For longer vectors of several ranks that share memory, and predefined operations.
 */
final class ReduceBoardParts {
    private ReduceBoardParts() {}

    /** @param pieceCount the most elements of one post */
    static Schedule schedule(int rank, int size, int root, long count, long elementBytes, boolean inPlace, long pieceCount) {
        boolean isRoot = rank == root;
        Schedule.Builder schedule = new Schedule.Builder(isRoot ? Space.RECV : Space.SEND);
        Place result = Place.recv(0, count);
        Place operand = isRoot && inPlace ? result : Place.send(0, count);
        Place sum = isRoot ? result : schedule.temp(Parts.most(Math.min(pieceCount, count), size));
        for (long done = 0; done < count; done += pieceCount) {
            Parts parts = new Parts(done, Math.min(pieceCount, count - done), size);
            Place own = parts.of(operand, rank);
            Place into = isRoot ? parts.of(result, rank) : sum.slice(0, own.count());
            schedule.post(operand, done * elementBytes, parts.count() * elementBytes, BoardRound.ALL).fold(own, parts.at(rank) * elementBytes, into);
            if (isRoot) {
                schedule.look(BoardRound.ALL, parts.most() * elementBytes);
                parts.read(schedule, rank, result, elementBytes);
            } else {
                schedule.post(into, 0, into.count() * elementBytes, BoardRound.NONE, parts.most() * elementBytes);
            }
        }
        return schedule.build();
    }
}
