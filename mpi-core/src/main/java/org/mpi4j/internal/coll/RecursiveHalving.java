package org.mpi4j.internal.coll;

import java.util.function.IntToLongFunction;

/**
 * Reduce-scatter among a power of two of nodes: at each distance, from half of them down, a node gives one half of the pieces that it still has away and
 * reduces the other. For commutative operations.
 *
 * <p>Rounds: log2 p; bytes a rank: n (p-1)/p. The first round reads the operand where it is and leaves the sum in the work space, so nothing is copied.
 */
final class RecursiveHalving {
    private RecursiveHalving() {}

    /**
     * Afterwards the piece of this node is reduced.
     *
     * @param operand where the operand of this node is, whole
     * @param work as large; may be the operand, else nothing is in it yet
     * @param begin where the piece of each node begins; of the number of nodes, the whole count
     * @return where the pieces of {@code operand} are now: {@code work}, but for a single node
     */
    static Place reduceScatter(Schedule.Builder schedule, int rank, Fold fold, Place operand, Place work, IntToLongFunction begin) {
        int node = fold.node(rank);
        Place from = operand;
        Place received = Place.NONE;
        int first = 0;
        for (int half = fold.nodes() / 2; half > 0; half >>= 1) {
            boolean upper = (node & half) != 0;
            int kept = upper ? first + half : first;
            int given = upper ? first : first + half;
            Place keep = piece(from, begin, kept, half);
            Place target = piece(work, begin, kept, half);
            Place give = piece(from, begin, given, half);
            int peer = fold.rank(node ^ half);
            if (from.equals(work)) {
                if (received.isEmpty()) {
                    received = schedule.temp(largestHalf(fold, begin, half));
                }
                Place into = received.slice(0, keep.count());
                schedule.recv(peer, into).send(peer, give).reduce(into, target);
            } else {
                schedule.recv(peer, target).send(peer, give).reduce(keep, target);
                from = work;
            }
            schedule.next();
            first = kept;
        }
        return from;
    }

    static Place piece(Place whole, IntToLongFunction begin, int node, int nodes) {
        return whole.slice(begin.applyAsLong(node), begin.applyAsLong(node + nodes) - begin.applyAsLong(node));
    }

    private static long largestHalf(Fold fold, IntToLongFunction begin, int half) {
        long largest = 0;
        for (int node = 0; node < fold.nodes(); node += half) {
            largest = Math.max(largest, begin.applyAsLong(node + half) - begin.applyAsLong(node));
        }
        return largest;
    }
}
