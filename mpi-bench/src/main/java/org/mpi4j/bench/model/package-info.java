/**
 * What the collectives cost, computed from the very schedules that run. Depends on the coll and settings packages of mpi-core. Threads: all is immutable
 * or confined to the caller.
 */
@NullMarked
package org.mpi4j.bench.model;

import org.jspecify.annotations.NullMarked;
