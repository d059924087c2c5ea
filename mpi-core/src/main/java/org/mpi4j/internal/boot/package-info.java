/**
 * The composition root, and how a process finds its place in a job: {@code jrun}'s variables, PMI, Slurm's variables, or none of them.
 * Depends on everything below it. Threads: a process joins its job on one thread; a {@link org.mpi4j.internal.boot.Job} is thread-safe.
 */
@NullMarked
package org.mpi4j.internal.boot;

import org.jspecify.annotations.NullMarked;
