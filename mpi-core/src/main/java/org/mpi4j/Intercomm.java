package org.mpi4j;

import org.jspecify.annotations.Nullable;

/**
 * A communicator between two groups that have no process in common. Thread-safe.
 *
 * <p>{@link #rank}, {@link #size} and {@link #group} are those of this process's own group. Messages go to the other one: {@code dest} and
 * {@code source}, also in a {@link Status}, are ranks of the remote group.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.7.6 MPI 5.0, section 7.6
 */
public interface Intercomm extends Comm {
    /**
     * How many processes the remote group has.
     *
     * @return 1 or more
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.6.1 MPI 5.0, section 7.6.1
     */
    int remoteSize();

    /**
     * The processes that messages go to and come from. Local.
     *
     * @return a group that this process is no member of
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.6.1 MPI 5.0, section 7.6.1
     */
    Group remoteGroup();

    /**
     * A communicator within the union of both groups. Collective over both. {@code MPI_Intercomm_merge}
     *
     * @param high whether this group's ranks come after those of the other; the same on all processes of a group. If both groups say the same, that one
     *     comes first whose rank 0 is lower in {@link Mpi#world}
     * @return the new communicator; within each group the ranks keep their order
     * @throws MpiException ARG, on all processes, if those of one group differ in {@code high}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.6.2 MPI 5.0, section 7.6.2
     */
    Comm merge(boolean high);

    /**
     * As {@link Comm#dup}: the same two groups. Collective over both.
     *
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    @Override
    Intercomm dup();

    /**
     * Divides both groups by color. Collective over both.
     *
     * @return between those of either group with this color; null if {@code color == UNDEFINED}, or the remote group has nobody with it
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    @Override
    @Nullable Intercomm split(int color, int key);

    /**
     * An intercommunicator of subgroups. Collective over both groups.
     *
     * @param group processes of this process's own group; the same on all processes of it
     * @return between that group and the one that the others give; null if this process is not in the group, or the other is empty
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    @Override
    @Nullable Intercomm create(Group group);
}
