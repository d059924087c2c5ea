package org.mpi4j;

/**
 * How two groups or two communicators relate.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.3.1 MPI 5.0, section 7.3.1
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.7.4.1 MPI 5.0, section 7.4.1
 */
public enum Comparison {
    /** Groups: the same processes in the same order. Communicators: one and the same. */
    IDENT,
    /** Communicators only: the same processes in the same order, in different contexts. */
    CONGRUENT,
    /** The same processes in another order. */
    SIMILAR,
    /** Not the same processes. */
    UNEQUAL
}
