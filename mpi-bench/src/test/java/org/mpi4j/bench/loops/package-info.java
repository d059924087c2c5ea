/** Tests of the loops, and of how they are cut into batches. */
package org.mpi4j.bench.loops;
