/**
 * Frames between the ranks of one host, through memory that they share, and boards on which they show each other data. Depends on the transports' SPI only. Threads: each rank's
 * transport is confined to its driver; ranks meet only in the shared segment, whose every word says who may write it.
 */
@NullMarked
package org.mpi4j.internal.transport.shm;

import org.jspecify.annotations.NullMarked;
