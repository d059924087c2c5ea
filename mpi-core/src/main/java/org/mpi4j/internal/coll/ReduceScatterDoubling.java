package org.mpi4j.internal.coll;

/**
 * The whole vector is reduced at every rank by recursive doubling; each keeps its block. Keeps the rank order.
 *
 * <p>Rounds: floor(log2 p), two more with a fold; bytes a rank: n a round. Time: log2 p (L + 2o + nG). For short vectors and operations that do not commute.
 */
final class ReduceScatterDoubling {
    private ReduceScatterDoubling() {}

    /** @param blocks one after the other */
    static Schedule schedule(int rank, int size, Blocks blocks, boolean commutative, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place operand = new Place(inPlace ? Space.RECV : Space.SEND, 0, blocks.total(size));
        Accumulator sum = new Accumulator(schedule, operand, commutative);
        AllreduceRecursiveDoubling.exchange(rank, size, schedule, sum);
        Place own = sum.place().slice(blocks.offset(rank), blocks.count(rank));
        ReduceScatterPairwise.move(schedule, own, Place.recv(0, own.count()));
        return schedule.build();
    }
}
