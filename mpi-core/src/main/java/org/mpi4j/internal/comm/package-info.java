/**
 * Groups, communicators and requests: what the public API's interfaces stand for. Depends on coll, pt2pt, spi's boards and what is
 * below them; names no transport. Threads: groups are immutable, communicators and requests thread-safe.
 */
@NullMarked
package org.mpi4j.internal.comm;

import org.jspecify.annotations.NullMarked;
