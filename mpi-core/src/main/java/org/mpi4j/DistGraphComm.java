package org.mpi4j;

import org.jspecify.annotations.Nullable;

/**
 * A communicator whose ranks are the nodes of a graph with directed edges, of which each rank knows those at its own node. Thread-safe. The graph
 * never changes; all but {@link #dup} and what {@link Comm} has is local. {@code MPI_Dist_graph_neighbors_count} gives the lengths of
 * {@link #sources} and {@link #destinations} and {@link #isWeighted}.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.4 MPI 5.0, section 8.5.4
 */
public interface DistGraphComm extends Comm, Neighborhood {
    /**
     * The ranks that have an edge to this one, each as often as it has edges; as {@code MPI_Dist_graph_neighbors} gives them. In the order of
     * {@link #createDistGraphAdjacent}; made by {@link #createDistGraph}, edges follow the ranks that named them.
     *
     * @return a new array
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.5 MPI 5.0, section 8.5.5
     */
    int[] sources();

    /**
     * The weights of the edges from {@link #sources}.
     *
     * @return a new array; null unless {@link #isWeighted}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.5 MPI 5.0, section 8.5.5
     */
    int @Nullable [] sourceWeights();

    /**
     * The ranks that this one has an edge to, each as often as there are edges; in the same order as {@link #sources}.
     *
     * @return a new array
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.5 MPI 5.0, section 8.5.5
     */
    int[] destinations();

    /**
     * The weights of the edges to {@link #destinations}.
     *
     * @return a new array; null unless {@link #isWeighted}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.5 MPI 5.0, section 8.5.5
     */
    int @Nullable [] destWeights();

    /** {@return whether edges have weights} */
    boolean isWeighted();

    /**
     * As {@link Comm#dup}; the graph is the same.
     *
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
     */
    @Override
    DistGraphComm dup();
}
