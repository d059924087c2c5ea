package org.mpi4j.internal.coll;

/**
 * Reductions between two groups: each group's operands go up a binomial tree to its first rank, in rank order, and the result from there to the other
 * group: to the root, down a binomial tree, or in blocks.
 *
 * <p>Depth: ceil(log2 p) for the reduction, 1 for the way to the other group, and ceil(log2 q) or 1 within it.
 */
public final class InterReduction {
    private InterReduction() {}

    /** At the root. */
    public static Schedule reduceHere(Groups groups, long count) {
        return new Schedule.Builder().recv(groups.remote(0), Place.recv(0, count)).build();
    }

    /** In the other group than the root's. */
    public static Schedule reduceThere(Groups groups, int root, long count, boolean commutative) {
        Schedule.Builder schedule = new Schedule.Builder(Space.SEND);
        Place sum = toFirst(schedule, groups, count, commutative);
        if (groups.rank() == 0) {
            schedule.send(groups.remote(root), sum);
        }
        return schedule.build();
    }

    public static Schedule allreduce(Groups groups, long count, boolean commutative) {
        Schedule.Builder schedule = new Schedule.Builder(Space.SEND);
        Place sum = toFirst(schedule, groups, count, commutative);
        Place result = Place.recv(0, count);
        if (groups.rank() == 0) {
            schedule.recv(groups.remote(0), result).send(groups.remote(0), sum).next();
        }
        InterMovement.fromFirst(schedule, groups, result);
        return schedule.build();
    }

    /** @param blocks of the other group's result for each rank of this group, one after the other; both groups' operands have as many elements */
    public static Schedule reduceScatter(Groups groups, Blocks blocks, boolean commutative) {
        Schedule.Builder schedule = new Schedule.Builder(Space.SEND);
        long total = blocks.total(groups.size());
        Place sum = toFirst(schedule, groups, total, commutative);
        int rank = groups.rank();
        Place own = Place.recv(0, blocks.count(rank));
        if (rank != 0) {
            return schedule.recv(groups.local(0), own).build();
        }
        Place result = schedule.temp(total);
        schedule.recv(groups.remote(0), result).send(groups.remote(0), sum).next();
        for (int peer = 1; peer < groups.size(); peer++) {
            schedule.send(groups.local(peer), result.slice(blocks.offset(peer), blocks.count(peer)));
        }
        return schedule.copy(result.slice(blocks.offset(0), blocks.count(0)), own).build();
    }

    /** Up the tree of this group; at its first rank returns where the sum is. */
    private static Place toFirst(Schedule.Builder schedule, Groups groups, long count, boolean commutative) {
        int rank = groups.rank();
        Accumulator sum = new Accumulator(schedule, Place.send(0, count), commutative);
        for (int distance = 1; distance < Ring.span(rank, groups.size()); distance <<= 1) {
            Place received = sum.room();
            schedule.recv(groups.local(rank + distance), received);
            sum.higher(received);
        }
        if (rank != 0) {
            schedule.send(groups.local(rank - Integer.lowestOneBit(rank)), sum.place());
        }
        return sum.place();
    }
}
