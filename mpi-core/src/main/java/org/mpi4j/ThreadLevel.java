package org.mpi4j;

/**
 * How many threads of one rank may call MPI at once; each level allows what those before it do. All of mpi4j is made for
 * {@link #MULTIPLE}; a lower level is a promise of the program that makes nothing faster, and that nothing checks: what it rules out works
 * as well.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.11.2.1 MPI 5.0, section 11.2.1
 */
public enum ThreadLevel {
    /** There is one thread. */
    SINGLE,
    /** Only the thread that called {@link Mpi#init} calls MPI. */
    FUNNELED,
    /** All threads may call MPI, but not two at once. */
    SERIALIZED,
    /** All threads may call MPI at any time. */
    MULTIPLE
}
