package org.mpi4j;

import org.mpi4j.internal.comm.RankGroup;

/** An ordered set of processes. Immutable. @spec MPI 5.0, section 7.3 */
public sealed interface Group permits RankGroup {
    /** The group of no process. */
    static Group empty() {
        return RankGroup.EMPTY;
    }

    int size();

    /** This process's rank in the group, or {@link Comm#UNDEFINED} if it is no member. */
    int rank();

    Group union(Group other);

    Group intersection(Group other);

    Group difference(Group other);

    Group incl(int... ranks);

    Group excl(int... ranks);

    /** @param ranges triplets first, last, stride */
    Group rangeIncl(int[]... ranges);

    Group rangeExcl(int[]... ranges);

    /** The ranks in {@code other} of the processes with these ranks here; {@link Comm#UNDEFINED} where there is none. */
    int[] translateRanks(int[] ranks, Group other);

    Comparison compare(Group other);
}
