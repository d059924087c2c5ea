package org.mpi4j.internal.boot;

import java.io.IOException;
import java.util.ServiceLoader;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.transport.tcp.TcpProvider;
import org.mpi4j.spi.Transport;
import org.mpi4j.spi.TransportContext;
import org.mpi4j.spi.TransportProvider;

/** Finds transports by name. Stateless. */
final class Transports {
    private Transports() {}

    static Transport start(String name, TransportContext context) {
        try {
            return provider(name).start(context);
        } catch (IOException e) {
            throw new MpiException(
                    ErrorClass.OTHER, "init: transport=" + name + " cannot be had on rank=" + context.rank() + " host=" + HostId.ofThisProcess().name() + ": " + e.getMessage(), e);
        }
    }

    private static TransportProvider provider(String name) {
        if (name.equals("tcp")) {
            return new TcpProvider();
        }
        for (TransportProvider provider : ServiceLoader.load(TransportProvider.class)) {
            if (provider.name().equals(name)) {
                return provider;
            }
        }
        throw new MpiException(
                ErrorClass.ARG, "init: setting " + Setting.TRANSPORT.key() + " names transport='" + name + "'; there are shm, tcp and what modules add");
    }
}
