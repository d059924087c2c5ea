/**
 * What an optional transport implements. Depends on nothing of mpi4j. Threads: all but {@link org.mpi4j.spi.Sleeper} is confined
 * to the driver of the progress loop.
 */
@NullMarked
package org.mpi4j.spi;

import org.jspecify.annotations.NullMarked;
