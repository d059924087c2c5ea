package org.mpi4j.bench.loops;

import org.mpi4j.Comm;

/**
 * Two ranks that send to each other. The first half of the ranks are paired with the second half; where their number is odd, the last one
 * has no peer. Immutable.
 *
 * @param comm where both are
 * @param peer the other rank, or -1
 * @param first whether this is the one of the two that begins
 */
record Pair(Comm comm, int peer, boolean first) {
    static Pair of(Comm comm) {
        int pairs = comm.size() / 2;
        int rank = comm.rank();
        int peer = rank < pairs ? rank + pairs : rank < 2 * pairs ? rank - pairs : -1;
        return new Pair(comm, peer, rank < pairs);
    }

    boolean isIdle() {
        return peer < 0;
    }
}
