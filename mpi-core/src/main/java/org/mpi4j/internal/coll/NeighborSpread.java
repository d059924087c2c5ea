package org.mpi4j.internal.coll;

import java.util.ArrayDeque;
import java.util.Deque;
import org.mpi4j.Comm;

/**
 * Everybody sends to its neighbours and receives from them, all at once: allgather and alltoall with and without counts.
 *
 * <p>Rounds: 1; messages a rank: one an edge. Time: L + d (o + nG) for d edges. Edges of a rank to itself are copies.
 */
final class NeighborSpread {
    private NeighborSpread() {}

    /**
     * @param send the block for each destination
     * @param recv the block of each source
     */
    static Schedule schedule(int rank, Neighbors neighbors, Blocks send, Blocks recv) {
        Schedule.Builder schedule = new Schedule.Builder();
        Deque<Integer> toItself = new ArrayDeque<>();
        int[] destinations = neighbors.destinations();
        for (int i = 0; i < destinations.length; i++) {
            if (destinations[i] == rank) {
                toItself.addLast(i);
            } else if (destinations[i] != Comm.PROC_NULL) {
                schedule.send(destinations[i], send.place(Space.SEND, i));
            }
        }
        int[] sources = neighbors.sources();
        for (int i : neighbors.matching()) {
            if (sources[i] != rank && sources[i] != Comm.PROC_NULL) {
                schedule.recv(sources[i], recv.place(Space.RECV, i));
            }
        }
        for (int i : neighbors.matching()) {
            if (sources[i] == rank && !toItself.isEmpty()) {
                schedule.copy(send.place(Space.SEND, toItself.removeFirst()), recv.place(Space.RECV, i));
            }
        }
        return schedule.build();
    }
}
