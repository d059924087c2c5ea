package org.mpi4j.internal.coll;

/**
 * A binomial tree from the root; a rank receives the blocks of its subtree in temporary memory and hands them on. The root sends them from
 * where they are: the blocks of a subtree that goes beyond the last rank go as two messages.
 *
 * <p>Depth: ceil(log2 p); bytes the root sends: (p-1) n. Time: ceil(log2 p) (L + 2o) + (p-1) nG. For short blocks.
 */
final class ScatterBinomial {
    private ScatterBinomial() {}

    static Schedule schedule(int rank, int size, int root, long sendCount, long recvCount, boolean inPlace) {
        return rank == root ? atRoot(size, root, sendCount, recvCount, inPlace) : below(rank, size, root, recvCount);
    }

    private static Schedule atRoot(int size, int root, long sendCount, long recvCount, boolean inPlace) {
        Schedule.Builder schedule = new Schedule.Builder();
        Blocks blocks = Blocks.uniform(sendCount);
        for (int child = Ring.powerOfTwo(size); child > 0; child >>= 1) {
            if (child < size) {
                int peer = Ring.after(child, root, size);
                int span = Ring.span(child, size);
                int first = Math.min(span, size - peer);
                schedule.send(peer, Place.send(blocks.offset(peer), first * sendCount));
                schedule.send(peer, Place.send(0, (span - first) * sendCount));
            }
        }
        if (!inPlace) {
            schedule.copy(blocks.place(Space.SEND, root), Place.recv(0, recvCount));
        }
        return schedule.build();
    }

    private static Schedule below(int rank, int size, int root, long count) {
        Schedule.Builder schedule = new Schedule.Builder();
        int node = Ring.after(rank, -root, size);
        int span = Ring.span(node, size);
        Place own = Place.recv(0, count);
        Place subtree = span > 1 ? schedule.temp(Math.multiplyExact(span, count)) : own;
        int parent = node - Integer.lowestOneBit(node);
        int first = parent == 0 ? Math.min(span, size - rank) : span;
        schedule.recv(Ring.after(parent, root, size), subtree.slice(0, first * count));
        schedule.recv(Ring.after(parent, root, size), subtree.slice(first * count, (span - first) * count));
        schedule.next();
        for (int distance = Ring.powerOfTwo(span); distance > 0; distance >>= 1) {
            if (distance < span) {
                int child = node + distance;
                schedule.send(Ring.after(child, root, size), subtree.slice(distance * count, Ring.span(child, size) * count));
            }
        }
        if (span > 1) {
            schedule.copy(subtree.slice(0, count), own);
        }
        return schedule.build();
    }
}
