/**
 * Moves frames over Netty's TCP channels, between hosts. Depends on {@code spi} and the settings, and on Netty's transport. Threads:
 * none of its own; the driver of the progress loop runs the event loop, so all state is confined to the driver.
 */
@NullMarked
package org.mpi4j.internal.transport.tcp;

import org.jspecify.annotations.NullMarked;
