package org.mpi4j.internal.coll;

/**
 * A binomial tree from the root; a rank sends to its largest subtree first.
 *
 * <p>Depth: ceil(log2 p); bytes that the root sends: ceil(log2 p) n. Time: ceil(log2 p) (L + 2o + nG). For short messages.
 */
final class BcastBinomial {
    private BcastBinomial() {}

    static Schedule schedule(int rank, int size, int root, long bytes) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place whole = Place.recv(0, bytes);
        int node = Ring.after(rank, -root, size);
        if (node != 0) {
            schedule.recv(Ring.after(node - Integer.lowestOneBit(node), root, size), whole).next();
        }
        for (int distance = Ring.powerOfTwo(size); distance > 0; distance >>= 1) {
            if (distance < Ring.span(node, size)) {
                schedule.send(Ring.after(node + distance, root, size), whole);
            }
        }
        return schedule.build();
    }
}
