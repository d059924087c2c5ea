package org.mpi4j;

import org.mpi4j.internal.comm.RankGroup;

/**
 * An ordered set of processes. Immutable, may be used by all threads, and needs no free. All methods are local.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.7.3 MPI 5.0, section 7.3
 */
public sealed interface Group permits RankGroup {
    /** {@return the group of no process, MPI_GROUP_EMPTY} */
    static Group empty() {
        return RankGroup.EMPTY;
    }

    /**
     * How many processes there are.
     *
     * @return 0 or more
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.3.1 MPI 5.0, section 7.3.1
     */
    int size();

    /**
     * This process's rank in the group.
     *
     * @return 0 to {@code size() - 1}, or {@link Comm#UNDEFINED} if it is no member
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.3.1 MPI 5.0, section 7.3.1
     */
    int rank();

    /**
     * All processes of this group, then those of the other that are not in this one.
     *
     * @param other a group of the same process
     * @return a group
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.3.2 MPI 5.0, section 7.3.2
     */
    Group union(Group other);

    /**
     * The processes of this group that are in the other too, in the order of this one.
     *
     * @param other a group of the same process
     * @return a group
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.3.2 MPI 5.0, section 7.3.2
     */
    Group intersection(Group other);

    /**
     * The processes of this group that are not in the other, in the order of this one.
     *
     * @param other a group of the same process
     * @return a group
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.3.2 MPI 5.0, section 7.3.2
     */
    Group difference(Group other);

    /**
     * The processes with these ranks: {@code ranks[i]} here has rank {@code i} there.
     *
     * @param ranks ranks of this group, none of them twice
     * @return a group
     * @throws MpiException RANK unless {@code 0 <= ranks[i] < size()}, or if a rank is named twice
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.3.2 MPI 5.0, section 7.3.2
     */
    Group incl(int... ranks);

    /**
     * The processes but those with these ranks, in the order of this group.
     *
     * @param ranks ranks of this group, none of them twice
     * @return a group
     * @throws MpiException RANK unless {@code 0 <= ranks[i] < size()}, or if a rank is named twice
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.3.2 MPI 5.0, section 7.3.2
     */
    Group excl(int... ranks);

    /**
     * As {@link #incl} of the ranks {@code first, first + stride, …} up to {@code last} of each range.
     *
     * @param ranges triplets first, last, stride; the stride may be negative
     * @return a group
     * @throws MpiException ARG if a range has not three numbers, its stride is 0 or leads away from last; RANK if it leaves the group or names
     *     a rank twice
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.3.2 MPI 5.0, section 7.3.2
     */
    Group rangeIncl(int[]... ranges);

    /**
     * As {@link #excl} of the ranks that {@link #rangeIncl} would include.
     *
     * @param ranges triplets first, last, stride; the stride may be negative
     * @return a group
     * @throws MpiException ARG or RANK as {@code rangeIncl} throws them
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.3.2 MPI 5.0, section 7.3.2
     */
    Group rangeExcl(int[]... ranges);

    /**
     * The ranks in another group of the processes with these ranks here.
     *
     * @param ranks ranks of this group, or {@link Comm#PROC_NULL}, which stays what it is
     * @param other a group of the same process
     * @return a new array; {@link Comm#UNDEFINED} for a process that is not in the other group
     * @throws MpiException RANK unless {@code 0 <= ranks[i] < size()} or PROC_NULL
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.3.1 MPI 5.0, section 7.3.1
     */
    int[] translateRanks(int[] ranks, Group other);

    /**
     * How another group relates to this one.
     *
     * @param other a group of the same process
     * @return IDENT if it has the same processes in the same order; SIMILAR in another order; else UNEQUAL
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.3.1 MPI 5.0, section 7.3.1
     */
    Comparison compare(Group other);
}
