package org.mpi4j.spi;

import java.io.IOException;

/** Makes a transport; found by {@link java.util.ServiceLoader} where it is not one of mpi4j's own. */
public interface TransportProvider {
    /** The name by which the setting {@code mpi4j.transport} chooses it. */
    String name();

    /**
     * Starts the transport for one rank.
     *
     * @throws IOException if it cannot be had on this host; the message says why
     */
    Transport start(TransportContext context) throws IOException;
}
