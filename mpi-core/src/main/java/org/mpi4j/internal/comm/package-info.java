/**
 * Groups, communicators, grids and requests: what the public API's interfaces stand for. Depends on coll and pt2pt; names no
 * transport. Threads: groups and grids are immutable, communicators and requests thread-safe.
 */
@NullMarked
package org.mpi4j.internal.comm;

import org.jspecify.annotations.NullMarked;
