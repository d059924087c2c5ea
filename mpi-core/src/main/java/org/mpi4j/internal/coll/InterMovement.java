package org.mpi4j.internal.coll;

import org.jspecify.annotations.Nullable;

/**
 * Moving data between two groups. A broadcast goes to the first rank of the other group and there down a binomial tree; all else goes straight from where
 * it is to where it belongs.
 *
 * <p>Broadcast: depth 1 + ceil(log2 p). The others: 1 round, one message for each block that a rank sends or receives.
 */
public final class InterMovement {
    private InterMovement() {}

    /** At the root, whose buffer is {@code RECV} as everybody's is. */
    public static Schedule bcastFromHere(Groups groups, long bytes) {
        return new Schedule.Builder().send(groups.remote(0), Place.recv(0, bytes)).build();
    }

    /** In the other group than the root's. */
    public static Schedule bcastFromThere(Groups groups, int root, long bytes) {
        Schedule.Builder schedule = new Schedule.Builder();
        Place whole = Place.recv(0, bytes);
        if (groups.rank() == 0) {
            schedule.recv(groups.remote(root), whole).next();
        }
        fromFirst(schedule, groups, whole);
        return schedule.build();
    }

    /** From the first rank of this group to all others. */
    static void fromFirst(Schedule.Builder schedule, Groups groups, Place whole) {
        int rank = groups.rank();
        int size = groups.size();
        if (rank != 0) {
            schedule.recv(groups.local(rank - Integer.lowestOneBit(rank)), whole).next();
        }
        for (int distance = Ring.powerOfTwo(size); distance > 0; distance >>= 1) {
            if (distance < Ring.span(rank, size)) {
                schedule.send(groups.local(rank + distance), whole);
            }
        }
    }

    /** At the root of a gather. */
    public static Schedule gatherHere(Groups groups, Blocks recv) {
        return exchange(groups, null, recv);
    }

    /** In the other group than the root's. */
    public static Schedule gatherThere(Groups groups, int root, long sendCount) {
        return new Schedule.Builder().send(groups.remote(root), Place.send(0, sendCount)).build();
    }

    /** At the root of a scatter. */
    public static Schedule scatterFromHere(Groups groups, Blocks send) {
        return exchange(groups, send, null);
    }

    /** In the other group than the root's. */
    public static Schedule scatterFromThere(Groups groups, int root, long recvCount) {
        return new Schedule.Builder().recv(groups.remote(root), Place.recv(0, recvCount)).build();
    }

    /** A block for each rank of the other group, and of each: allgather and alltoall with and without counts. */
    public static Schedule exchange(Groups groups, @Nullable Blocks send, @Nullable Blocks recv) {
        Schedule.Builder schedule = new Schedule.Builder();
        for (int distance = 0; distance < groups.remoteSize(); distance++) {
            int peer = groups.remoteAfter(distance);
            if (send != null) {
                schedule.send(groups.remote(peer), send.place(Space.SEND, peer));
            }
            if (recv != null) {
                schedule.recv(groups.remote(peer), recv.place(Space.RECV, peer));
            }
        }
        return schedule.build();
    }
}
