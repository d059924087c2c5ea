/** The layout of a message's header. Depends on nothing; does no I/O. Threads: stateless. */
@NullMarked
package org.mpi4j.internal.wire;

import org.jspecify.annotations.NullMarked;
