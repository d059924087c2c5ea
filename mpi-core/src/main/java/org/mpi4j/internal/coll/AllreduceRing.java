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
        Place held = Ring.parts(operand, size, rank, rank + 1);
        for (int step = 1; step < size; step++) {
            int part = Ring.after(rank, -step, size);
            Place target = Ring.parts(result, size, part, part + 1);
            Place received = inPlace ? incoming.slice(0, target.count()) : target;
            schedule.recv(previous, received).send(next, held);
            schedule.reduce(inPlace ? received : Ring.parts(operand, size, part, part + 1), target).next();
            held = target;
        }
        for (int step = 0; step < size - 1; step++) {
            int part = Ring.after(rank, -step, size);
            Place received = Ring.parts(result, size, part, part + 1);
            schedule.recv(previous, received).send(next, held).next();
            held = received;
        }
        return schedule.build();
    }
}
