/**
 * Who drives the progress loop and how the others wait. Depends on the SPI and the settings. Threads: everything is confined to
 * the driver, the holder of the progress lock, except what says otherwise.
 */
@NullMarked
package org.mpi4j.internal.progress;

import org.jspecify.annotations.NullMarked;
