package org.mpi4j;

/**
 * The kinds of topology that a communicator can have.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.8.5.5 MPI 5.0, section 8.5.5
 */
public enum Topology {
    /** A grid: the communicator is a {@link CartComm}. {@code MPI_CART} */
    CART,
    /** A graph that all ranks know: a {@link GraphComm}. {@code MPI_GRAPH} */
    GRAPH,
    /** A graph of which each rank knows its own edges: a {@link DistGraphComm}. {@code MPI_DIST_GRAPH} */
    DIST_GRAPH,
    /** None. {@code MPI_UNDEFINED} */
    UNDEFINED
}
