package org.mpi4j.internal.transport.tcp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mpi4j.internal.transport.TransportContract;
import org.mpi4j.spi.Transport;
import org.mpi4j.spi.TransportContext;

/** With the defaults: over every interface of this host. */
class TcpTransportTest extends TransportContract {
    @Override
    protected List<Transport> start(List<TransportContext> contexts) throws IOException {
        List<Transport> transports = new ArrayList<>();
        for (TransportContext context : contexts) {
            transports.add(new TcpProvider().start(context));
        }
        return transports;
    }
}
