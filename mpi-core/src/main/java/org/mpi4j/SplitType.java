package org.mpi4j;

/**
 * By what {@link Comm#splitType} divides.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.2 MPI 5.0, section 7.4.2
 */
public enum SplitType {
    /** Ranks that can share memory: those of one host. {@code MPI_COMM_TYPE_SHARED} */
    SHARED
}
