/**
 * Grids and graphs as arithmetic: who is whose neighbour, and which process takes which node. Depends on the public API's values and errors only; knows
 * no communicator. Threads: all types are immutable or stateless, but for what a single call works with.
 */
@NullMarked
package org.mpi4j.internal.topology;

import org.jspecify.annotations.NullMarked;
