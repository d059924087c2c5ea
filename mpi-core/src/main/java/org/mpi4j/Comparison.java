package org.mpi4j;

/** How two groups or two communicators relate. @spec MPI 5.0, sections 7.3.1 and 7.4.1 */
public enum Comparison { IDENT, CONGRUENT, SIMILAR, UNEQUAL }
