package org.mpi4j.internal.transport.tcp;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.mpi4j.internal.net.Listeners;
import org.mpi4j.spi.TransportContext;

/**
 * All of a transport that needs Netty: the event loop, the listeners and what greets who connects. Made when the first connection is,
 * for Netty takes longer to start than all the rest of a rank. Confined to the driver.
 */
final class Wires {
    private final BufferPool pool;
    private final int bufferBytes;
    private final PollLoop loop;
    private final Handshake handshake;
    private final List<TcpServerChannel> servers;
    private final Acceptor acceptor;

    Wires(TcpTransport transport, TransportContext context, TcpSettings settings, BufferPool pool, Listeners listeners) {
        this.pool = pool;
        bufferBytes = settings.bufferBytes();
        loop = new PollLoop(context.driving(), context.sleeper()::wake);
        TlsIdentity identity = settings.tls() ? TlsIdentity.create() : null;
        handshake = new Handshake(context.rank(), context.size(), context.job(), context.secret(), identity);
        servers = listeners.sockets().stream().map(listener -> new TcpServerChannel(listener, pool, bufferBytes)).toList();
        acceptor = new Acceptor(transport, servers, handshake, context.size(), settings.handshakeTimeoutNanos());
        for (TcpServerChannel server : servers) {
            server.pipeline().addLast(acceptor);
            var _ = loop.register(server);
        }
    }

    PollLoop loop() {
        return loop;
    }

    Handshake handshake() {
        return handshake;
    }

    Acceptor acceptor() {
        return acceptor;
    }

    /** A channel of a socket that is about to connect. */
    TcpChannel channel(SocketChannel socket) throws IOException {
        return new TcpChannel(null, socket, pool, bufferBytes);
    }

    /** Takes a connection that was accepted before there was a {@link TcpServerChannel}. */
    void admit(SocketChannel accepted) throws IOException {
        acceptor.admit(new TcpChannel(servers.getFirst(), accepted, pool, bufferBytes));
    }

    @SuppressWarnings("deprecation") // there is nothing to be graceful about
    void close() {
        for (TcpServerChannel server : servers) {
            server.unsafe().close(server.voidPromise());
        }
        loop.shutdown();
    }
}
