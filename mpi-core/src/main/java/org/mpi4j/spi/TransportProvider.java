package org.mpi4j.spi;

import java.io.IOException;

/** Makes a transport; found by {@link java.util.ServiceLoader} where it is not one of mpi4j's own. */
public interface TransportProvider {
    /** {@return the name by which the setting {@code mpi4j.transport} chooses it} */
    String name();

    /**
     * Starts the transport for one rank.
     *
     * @param context what it needs to know of the rank and the job
     * @return the transport, which the caller closes
     * @throws IOException if it cannot be had on this host; the message says why
     */
    Transport start(TransportContext context) throws IOException;
}
