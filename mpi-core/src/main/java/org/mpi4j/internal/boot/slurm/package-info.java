/**
 * What Slurm tells a task in its environment. Depends on the public errors only. Threads: stateless or immutable.
 */
@NullMarked
package org.mpi4j.internal.boot.slurm;

import org.jspecify.annotations.NullMarked;
