package org.mpi4j;

/**
 * A communicator whose ranks are the nodes of a graph that every rank knows whole. Thread-safe. The graph never changes; all but {@link #dup} and
 * what {@link Comm} has is local. Errors are told to the error handler, as those of {@code Comm} are.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.3 MPI 5.0, section 8.5.3
 */
public interface GraphComm extends Comm, Neighborhood {
    /**
     * For each node the number of neighbours of this and all lower ones, as {@code MPI_Graph_get} gives it. Its length is the number of nodes of
     * {@code MPI_Graphdims_get}.
     *
     * @return a new array, one entry per rank
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.5 MPI 5.0, section 8.5.5
     */
    int[] index();

    /**
     * The neighbours of rank 0, then those of rank 1, and so on, as {@code MPI_Graph_get} gives them. Its length is the number of edges of
     * {@code MPI_Graphdims_get}.
     *
     * @return a new array
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.5 MPI 5.0, section 8.5.5
     */
    int[] edges();

    /**
     * How many neighbours a rank has, those that are named several times counted as often. {@code MPI_Graph_neighbors_count}
     *
     * @param rank a rank of this communicator
     * @return 0 or more
     * @throws MpiException RANK unless {@code 0 <= rank < size()}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.5 MPI 5.0, section 8.5.5
     */
    int neighborsCount(int rank);

    /**
     * The neighbours of a rank, in the order in which they were given. {@code MPI_Graph_neighbors}
     *
     * @param rank a rank of this communicator
     * @return a new array
     * @throws MpiException RANK unless {@code 0 <= rank < size()}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.5 MPI 5.0, section 8.5.5
     */
    int[] neighbors(int rank);

    /**
     * As {@link Comm#dup}; the graph is the same.
     *
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    @Override
    GraphComm dup();
}
