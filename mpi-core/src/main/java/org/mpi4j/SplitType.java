package org.mpi4j;

/**
 * By what {@link Comm#splitType} divides.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
 */
public enum SplitType {
    /** Ranks that can share memory: those of one host. {@code MPI_COMM_TYPE_SHARED} */
    SHARED,
    /** Ranks that are bound to the same instance of the hardware resource that the info names. {@code MPI_COMM_TYPE_HW_GUIDED} */
    HW_GUIDED,
    /**
     * Ranks that are bound to the same instance of some hardware resource: the largest kind of which they do not all share one. Nobody gets a
     * communicator if there is none. {@code MPI_COMM_TYPE_HW_UNGUIDED}
     */
    HW_UNGUIDED,
    /** Ranks that share the hardware resource, or are in the process set, that the info names. {@code MPI_COMM_TYPE_RESOURCE_GUIDED} */
    RESOURCE_GUIDED,
    /** Takes part and gets no communicator. {@code MPI_UNDEFINED} */
    UNDEFINED
}
