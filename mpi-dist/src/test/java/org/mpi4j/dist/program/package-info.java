/** MPI programs that the tests start as ranks. They see mpi4j's public API only. */
package org.mpi4j.dist.program;
