/**
 * The process management interface, versions 1 and 2, as MPICH's Hydra and Slurm speak it: text over an inherited descriptor or over
 * TCP. Depends on the public errors only. Threads: confined to the thread that joins the job, and later to the one that leaves it.
 */
@NullMarked
package org.mpi4j.internal.boot.pmi;

import org.jspecify.annotations.NullMarked;
