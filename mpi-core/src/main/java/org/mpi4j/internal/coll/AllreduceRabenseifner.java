package org.mpi4j.internal.coll;

import java.util.function.IntToLongFunction;

/**
 * Reduce-scatter by recursive halving, then allgather by recursive doubling. For commutative operations; a size that is no power of two is folded.
 * Rabenseifner, "Optimization of collective reduction operations", 2004.
 *
 * <p>Rounds: 2 log2 p, two more with a fold; bytes a rank: 2n (p-1)/p. Time: 2 log2 p (L + 2o) + 2nG (p-1)/p. For long vectors.
 */
final class AllreduceRabenseifner {
    private AllreduceRabenseifner() {}

    static Schedule schedule(int rank, int size, long count, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place result = Place.recv(0, count);
        Place operand = inPlace ? result : Place.send(0, count);
        if (size == 1) {
            return inPlace ? Schedule.EMPTY : schedule.copy(operand, result).build();
        }
        Fold fold = Fold.of(size);
        if (fold.stepsAside(rank)) {
            return schedule.send(rank + 1, operand).next().recv(rank + 1, result).build();
        }
        if (fold.takesOver(rank)) {
            Place received = inPlace ? schedule.temp(count) : result;
            schedule.recv(rank - 1, received).reduce(inPlace ? received : operand, result);
            operand = result;
        }
        IntToLongFunction begin = node -> Ring.partOffset(count, fold.nodes(), node);
        RecursiveHalving.reduceScatter(schedule, rank, fold, operand, result, begin);
        allgather(schedule, rank, fold, result, begin);
        if (fold.takesOver(rank)) {
            schedule.send(rank - 1, result);
        }
        return schedule.build();
    }

    private static void allgather(Schedule.Builder schedule, int rank, Fold fold, Place result, IntToLongFunction begin) {
        int node = fold.node(rank);
        for (int distance = 1; distance < fold.nodes(); distance <<= 1) {
            int first = node & -distance;
            int peer = fold.rank(node ^ distance);
            schedule.recv(peer, RecursiveHalving.piece(result, begin, first ^ distance, distance));
            schedule.send(peer, RecursiveHalving.piece(result, begin, first, distance)).next();
        }
    }
}
