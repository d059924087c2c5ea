package org.mpi4j.internal.coll;

import java.util.function.IntToLongFunction;

/**
 * Recursive halving; a piece is the blocks of one rank, or of two where the size is folded. For commutative operations.
 *
 * <p>Rounds: log2 p, two more with a fold; bytes a rank: n (p-1)/p, plus n with a fold. Time: log2 p (L + 2o) + nG. For short and middle vectors.
 */
final class ReduceScatterHalving {
    private ReduceScatterHalving() {}

    /** @param blocks one after the other */
    static Schedule schedule(int rank, int size, Blocks blocks, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place whole = Place.recv(0, blocks.total(size));
        Place operand = inPlace ? whole : Place.send(0, whole.count());
        Place result = Place.recv(0, blocks.count(rank));
        Fold fold = Fold.of(size);
        if (fold.stepsAside(rank)) {
            return schedule.send(rank + 1, operand).next().recv(rank + 1, result).build();
        }
        Place work = inPlace || size == 1 ? operand : schedule.temp(whole.count());
        if (fold.takesOver(rank)) {
            Place received = inPlace ? schedule.temp(whole.count()) : work;
            schedule.recv(rank - 1, received).reduce(inPlace ? received : operand, work);
            operand = work;
        }
        IntToLongFunction begin = node -> node == fold.nodes() ? whole.count() : blocks.offset(fold.firstRank(node));
        Place reduced = RecursiveHalving.reduceScatter(schedule, rank, fold, operand, work, begin);
        if (fold.takesOver(rank)) {
            schedule.send(rank - 1, reduced.slice(blocks.offset(rank - 1), blocks.count(rank - 1))).next();
        }
        ReduceScatterPairwise.move(schedule, reduced.slice(blocks.offset(rank), blocks.count(rank)), result);
        return schedule.build();
    }
}
