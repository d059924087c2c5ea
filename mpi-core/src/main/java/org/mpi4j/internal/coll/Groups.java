package org.mpi4j.internal.coll;

import org.mpi4j.Comm;

/**
 * Where a rank of an intercommunicator stands in the union of both groups, by whose numbers its messages go. Immutable.
 *
 * @param rank in this rank's own group
 * @param size of this rank's own group
 * @param first the number in the union of this group's first rank
 * @param remoteSize of the other group
 * @param remoteFirst the number in the union of the other group's first rank
 */
public record Groups(int rank, int size, int first, int remoteSize, int remoteFirst) {
    int local(int rankHere) {
        return first + rankHere;
    }

    int remote(int rankThere) {
        return remoteFirst + rankThere;
    }

    /** The rank there that this one begins with, and goes on from, where it has to do with all. */
    int remoteAfter(int distance) {
        return (int) (((long) rank + distance) % remoteSize);
    }

    /** Where the root is that a call names. */
    public int unionRoot(int root) {
        return root == Comm.ROOT ? local(rank) : root == Comm.PROC_NULL ? Call.UNSAID : remote(root);
    }
}
