/**
 * Messages between two ranks: eager and rendezvous, credits, matching at arrival. Depends on match, progress, datatype, wire and
 * spi. Threads: confined to the driver.
 */
@NullMarked
package org.mpi4j.internal.pt2pt;

import org.jspecify.annotations.NullMarked;
