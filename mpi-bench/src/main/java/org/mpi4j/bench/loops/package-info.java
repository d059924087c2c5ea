/**
 * The inner loops of the measurements, one class per test, and the batches in which they run. The same loops stand in C in
 * {@code loops.c}, beside {@link org.mpi4j.bench.compare}. Depends on the public API alone. Threads: the rank's main thread, but for
 * {@link org.mpi4j.bench.loops.ThreadedLatency}, which starts its own and waits for them.
 */
@NullMarked
package org.mpi4j.bench.loops;

import org.jspecify.annotations.NullMarked;
