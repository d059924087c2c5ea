/**
 * jcstress tests of the races in shared memory, started with {@code -Dtest=Jcstress}. Depends on the shared-memory transport and
 * jcstress. Threads: jcstress's own, one for each actor.
 */
package org.mpi4j.bench.jcstress;
