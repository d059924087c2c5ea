package org.mpi4j.internal.coll;

/**
 * A binomial tree to the root. If the operation is not commutative, the tree is rooted at rank 0, so that a subtree holds consecutive ranks, and
 * rank 0 sends the result to the root.
 *
 * <p>Depth: ceil(log2 p), one more for a root other than 0 that must keep the order; bytes: n on each edge. Time: ceil(log2 p) (L + 2o + nG). For short vectors.
 */
final class ReduceBinomial {
    private ReduceBinomial() {}

    static Schedule schedule(int rank, int size, int root, long count, boolean commutative, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder(rank == root ? Space.RECV : Space.SEND);
        Place result = Place.recv(0, count);
        boolean holdsResult = rank == root;
        Accumulator sum = new Accumulator(schedule, holdsResult && inPlace ? result : Place.send(0, count), commutative);
        if (holdsResult && !inPlace) {
            sum.mayUse(result);
        }
        int top = commutative ? root : 0;
        int node = Ring.after(rank, -top, size);
        for (int distance = 1; distance < Ring.span(node, size); distance <<= 1) {
            Place received = sum.room();
            schedule.recv(Ring.after(node + distance, top, size), received);
            sum.higher(received);
        }
        if (node != 0) {
            schedule.send(Ring.after(node - Integer.lowestOneBit(node), top, size), sum.place()).next();
        }
        if (top == root) {
            if (holdsResult) {
                sum.finish(result);
            }
        } else if (node == 0) {
            schedule.send(root, sum.place());
        } else if (holdsResult) {
            schedule.recv(top, result);
        }
        return schedule.build();
    }
}
