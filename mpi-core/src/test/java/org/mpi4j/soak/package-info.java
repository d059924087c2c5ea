/**
 * A random mix of all operations with checked payloads, from a seed that all ranks know. Depends on the public API only, so that it also
 * runs as a program under jrun. Threads: one {@link org.mpi4j.soak.Track} for each.
 */
package org.mpi4j.soak;
