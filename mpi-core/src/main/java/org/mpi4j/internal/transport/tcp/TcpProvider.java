package org.mpi4j.internal.transport.tcp;

import java.io.IOException;
import org.mpi4j.spi.Transport;
import org.mpi4j.spi.TransportContext;
import org.mpi4j.spi.TransportProvider;

/** Makes the transport {@code tcp}. Immutable. */
public final class TcpProvider implements TransportProvider {
    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public Transport start(TransportContext context) throws IOException {
        return TcpTransport.start(context);
    }
}
