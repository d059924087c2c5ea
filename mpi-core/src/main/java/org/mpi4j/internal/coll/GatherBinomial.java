package org.mpi4j.internal.coll;

/**
 * A binomial tree to the root; a rank collects the blocks of its subtree in temporary memory. The root receives them where they belong: the
 * blocks of a subtree that goes beyond the last rank come as two messages.
 *
 * <p>Depth: ceil(log2 p); bytes the root receives: (p-1) n. Time: ceil(log2 p) (L + 2o) + (p-1) nG. For short blocks.
 */
final class GatherBinomial {
    private GatherBinomial() {}

    /** @param count elements of a block, in the buffer that this rank must give */
    static Schedule schedule(int rank, int size, int root, long count, long recvCount, boolean inPlace) {
        return rank == root ? atRoot(size, root, count, recvCount, inPlace) : below(rank, size, root, count);
    }

    private static Schedule atRoot(int size, int root, long sendCount, long recvCount, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Blocks blocks = Blocks.uniform(recvCount);
        for (int child = 1; child < size; child <<= 1) {
            int peer = Ring.after(child, root, size);
            int span = Ring.span(child, size);
            int first = Math.min(span, size - peer);
            schedule.recv(peer, Place.recv(blocks.offset(peer), first * recvCount));
            schedule.recv(peer, Place.recv(0, (span - first) * recvCount));
        }
        if (!inPlace) {
            schedule.copy(Place.send(0, sendCount), blocks.place(Space.RECV, root));
        }
        return schedule.build();
    }

    private static Schedule below(int rank, int size, int root, long count) {
        Schedule.Builder schedule = new Schedule.Builder(Space.SEND);
        int node = Ring.after(rank, -root, size);
        int span = Ring.span(node, size);
        Place own = Place.send(0, count);
        Place subtree = own;
        if (span > 1) {
            subtree = schedule.temp(Math.multiplyExact(span, count));
            for (int distance = 1; distance < span; distance <<= 1) {
                int child = node + distance;
                schedule.recv(Ring.after(child, root, size), subtree.slice(distance * count, Ring.span(child, size) * count));
            }
            schedule.copy(own, subtree.slice(0, count)).next();
        }
        int parent = node - Integer.lowestOneBit(node);
        int first = parent == 0 ? Math.min(span, size - rank) : span;
        schedule.send(Ring.after(parent, root, size), subtree.slice(0, first * count));
        schedule.send(Ring.after(parent, root, size), subtree.slice(first * count, (span - first) * count));
        return schedule.build();
    }
}
