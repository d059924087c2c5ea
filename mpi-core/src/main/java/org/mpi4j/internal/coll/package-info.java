/**
 * Collectives as schedules: every algorithm is a pure function of rank, size and shape, one algorithm a file, named operation + algorithm.
 *
 * <p>{@link org.mpi4j.internal.coll.Schedules} is the way in: one method an operation. {@link org.mpi4j.internal.coll.Selector} alone decides
 * which algorithm serves which shape. Depends on settings only; whoever runs a schedule gives its places memory and its peers connections.
 * Threads: everything here is immutable, but for the cache in {@code Schedules}, which is thread-safe.
 */
@NullMarked
package org.mpi4j.internal.coll;

import org.jspecify.annotations.NullMarked;
