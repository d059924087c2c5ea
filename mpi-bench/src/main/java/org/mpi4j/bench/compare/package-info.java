/**
 * {@code mpi-bench compare}: runs the same loops with mpi4j and with the C libraries of this machine, in turn, as child processes, and
 * reports. It is no rank and joins no job. Depends on {@link org.mpi4j.bench.loops} for names and limits, on Picocli for its
 * options, and on libraries that are on its class path alone, for what it writes to files. Threads: one, and a virtual one per stream
 * of a child.
 */
@NullMarked
package org.mpi4j.bench.compare;

import org.jspecify.annotations.NullMarked;
