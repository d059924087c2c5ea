package org.mpi4j.internal.coll;

/**
 * One part a rank goes round the ring and is reduced on the way; then the results go round. For commutative operations.
 * Patarasuk and Yuan, "Bandwidth optimal all-reduce algorithms", 2009.
 *
 * <p>Rounds: 2 (p-1); bytes a rank: 2n (p-1)/p. Time: 2 (p-1) (L + 2o + nG/p). For very long vectors, as all links are neighbours'.
 */
final class AllreduceRing {
    private AllreduceRing() {}

    static Schedule schedule(int rank, int size, long count, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place result = Place.recv(0, count);
        Place operand = inPlace ? result : Place.send(0, count);
        if (size == 1) {
            return inPlace ? Schedule.EMPTY : schedule.copy(operand, result).build();
        }
        int next = Ring.after(rank, 1, size);
        int previous = Ring.after(rank, -1, size);
        Place incoming = inPlace ? schedule.temp(Math.ceilDiv(count, size)) : result;
        schedule.repeat(size - 1, (round, i) -> {
            Place held = part(i == 0 ? operand : result, rank, -i, size);
            Place target = part(result, rank, -i - 1, size);
            Place received = inPlace ? incoming.slice(0, target.count()) : target;
            round.recv(previous, received).send(next, held).reduce(inPlace ? received : part(operand, rank, -i - 1, size), target);
        });
        schedule.repeat(size - 1, (round, i) -> {
            Place held = part(result, rank, 1 - i, size);
            round.recv(previous, part(result, rank, -i, size)).send(next, held);
        });
        return schedule.build();
    }

    private static Place part(Place whole, int rank, int distance, int size) {
        int part = Ring.after(rank, distance, size);
        return Ring.parts(whole, size, part, part + 1);
    }
}
