package org.mpi4j;

import org.jspecify.annotations.Nullable;

/**
 * Making communicators whose ranks are neighbours on a graph, and asking where one would stand on it. Those that make a communicator are
 * collective: all ranks call them, in the same order as {@link Collectives}. {@link Comm#createCart} makes grids.
 *
 * <p><b>Reordering.</b> Where {@code reorder} is true, ranks change so that few edges join processes of different hosts, each edge counted with its
 * weight; never more than without. Where all processes share one host, and where no better order is found, no rank changes.
 *
 * <p><b>Errors.</b> Besides those named at a method: COMM if the communicator or {@link Mpi} is closed.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.8.5 MPI 5.0, section 8.5
 */
public interface Topologies {
    /**
     * What topology this communicator has, {@code MPI_Topo_test}. Local.
     *
     * @return UNDEFINED unless it is a {@link CartComm}, {@link GraphComm} or {@link DistGraphComm}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.5 MPI 5.0, section 8.5.5
     */
    Topology topoTest();

    /**
     * A communicator whose ranks are the nodes of a graph that all ranks give alike.
     *
     * @param index for each node {@code i} the number of neighbours of nodes 0 to {@code i}; none at all for a graph without nodes
     * @param edges the neighbours of node 0, then those of node 1, and so on; a node may be its own neighbour, and the same one several times
     * @param reorder whether ranks may change
     * @return the new communicator; null if this process is no node, as of the {@code size()} processes only as many are as there are nodes
     * @throws MpiException ARG if {@code index} decreases or its last entry is not {@code edges.length}; RANK if an edge leads to no node;
     *     ARG if {@code index.length > size()}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.3 MPI 5.0, section 8.5.3
     */
    @Nullable GraphComm createGraph(int[] index, int[] edges, boolean reorder);

    /**
     * As {@link #createDistGraphAdjacent(int[], int[], int[], int[], Info, boolean)}, with no hints.
     *
     * @param sources as there
     * @param sourceWeights as there
     * @param destinations as there
     * @param destWeights as there
     * @param reorder as there
     * @return as there
     * @throws MpiException as there
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.4 MPI 5.0, section 8.5.4
     */
    default DistGraphComm createDistGraphAdjacent(
            int[] sources, int @Nullable [] sourceWeights, int[] destinations, int @Nullable [] destWeights, boolean reorder) {
        return createDistGraphAdjacent(sources, sourceWeights, destinations, destWeights, Info.NULL, reorder);
    }

    /**
     * A communicator whose ranks are the nodes of a graph of which each rank names the edges at its own node.
     *
     * @param sources the ranks that have an edge to this one; a rank that is here several times has as many edges
     * @param sourceWeights one for each of them, 0 or more; null for {@code MPI_UNWEIGHTED}, then on all ranks
     * @param destinations the ranks that this one has an edge to: each names this one among its sources as often
     * @param destWeights one for each of them, as at the other end of the edge; null for {@code MPI_UNWEIGHTED}, then on all ranks
     * @param info what {@link Comm#setInfo} takes, for the new communicator; the same on all ranks
     * @param reorder whether ranks may change; the same on all ranks
     * @return the new communicator, of all processes; its rank {@code i} has the edges that rank {@code i} here has named
     * @throws MpiException RANK if one of them is no rank; ARG if there are not as many weights as edges, one is negative, or only one of both is null
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.4 MPI 5.0, section 8.5.4
     */
    DistGraphComm createDistGraphAdjacent(
            int[] sources, int @Nullable [] sourceWeights, int[] destinations, int @Nullable [] destWeights, Info info, boolean reorder);

    /**
     * As {@link #createDistGraph(int[], int[], int[], int[], Info, boolean)}, with no hints.
     *
     * @param sources as there
     * @param degrees as there
     * @param destinations as there
     * @param weights as there
     * @param reorder as there
     * @return as there
     * @throws MpiException as there
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.4 MPI 5.0, section 8.5.4
     */
    default DistGraphComm createDistGraph(int[] sources, int[] degrees, int[] destinations, int @Nullable [] weights, boolean reorder) {
        return createDistGraph(sources, degrees, destinations, weights, Info.NULL, reorder);
    }

    /**
     * A communicator whose ranks are the nodes of a graph of which each rank names any edges, each edge on one rank.
     *
     * @param sources ranks that edges begin at
     * @param degrees for each of them, how many edges follow; may be 0
     * @param destinations the ranks that these edges end at, those of {@code sources[0]} first
     * @param weights one for each edge, 0 or more; null for {@code MPI_UNWEIGHTED}, then on all ranks
     * @param info what {@link Comm#setInfo} takes, for the new communicator; the same on all ranks
     * @param reorder whether ranks may change; the same on all ranks
     * @return the new communicator, of all processes. An edge that is named several times is as many edges
     * @throws MpiException RANK if one of them is no rank; ARG if {@code degrees.length != sources.length}, their sum is not
     *     {@code destinations.length}, there are not as many weights as edges, one is negative, or only some ranks have given weights
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.4 MPI 5.0, section 8.5.4
     */
    DistGraphComm createDistGraph(int[] sources, int[] degrees, int[] destinations, int @Nullable [] weights, Info info, boolean reorder);

    /**
     * The rank that this process would have on a grid that {@link Comm#createCart} makes with {@code reorder}. Local.
     *
     * @param dims as there
     * @param periods as there
     * @return 0 or more; {@link Comm#UNDEFINED} if this process would have no place on it
     * @throws MpiException ARG or DIMS as there
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.8 MPI 5.0, section 8.5.8
     */
    int cartMap(int[] dims, boolean[] periods);

    /**
     * The rank that this process would have on a graph that {@link #createGraph} makes with {@code reorder}. Local.
     *
     * @param index as there
     * @param edges as there
     * @return 0 or more; {@link Comm#UNDEFINED} if this process would be no node
     * @throws MpiException ARG or RANK as there
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.8 MPI 5.0, section 8.5.8
     */
    int graphMap(int[] index, int[] edges);
}
