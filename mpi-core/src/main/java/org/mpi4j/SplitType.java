package org.mpi4j;

/** By what {@link Comm#splitType} divides. @spec MPI 5.0, section 7.4.2 */
public enum SplitType {
    /** Ranks that can share memory: those of one host. */
    SHARED
}
