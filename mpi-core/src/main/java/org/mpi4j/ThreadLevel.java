package org.mpi4j;

/** How many threads of one rank may call MPI at once. */
public enum ThreadLevel { SINGLE, FUNNELED, SERIALIZED, MULTIPLE }
