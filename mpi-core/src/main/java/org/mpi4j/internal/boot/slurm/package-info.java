/**
 * What Slurm tells a task in its environment, and the means by which tasks of one user share a secret. Depends on the public errors only. Threads: stateless or immutable.
 */
@NullMarked
package org.mpi4j.internal.boot.slurm;

import org.jspecify.annotations.NullMarked;
