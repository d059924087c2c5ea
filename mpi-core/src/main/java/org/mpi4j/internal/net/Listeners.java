package org.mpi4j.internal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/**
 * Listening sockets of one port: one for all addresses of this host, or one for each of those that are wanted. Thread-safe as its
 * sockets are, which do not block.
 */
public record Listeners(List<ServerSocketChannel> sockets) implements AutoCloseable {
    private static final int TRIES_OF_ANY = 64;

    /**
     * Opens them at the first port that is free at all addresses.
     *
     * @param addresses where; none: at all addresses of this host
     * @param bufferBytes the receive buffer of a connection; 0: as the kernel tunes it
     * @throws IOException if no port is; the message names the range and this host's reason
     */
    public static Listeners open(List<InetAddress> addresses, Ports ports, int backlog, int bufferBytes) throws IOException {
        IOException last = new IOException("none was tried");
        PrimitiveIterator.OfInt tries = (ports.isAny() ? IntStream.generate(() -> 0).limit(TRIES_OF_ANY) : ports.all()).iterator();
        while (tries.hasNext()) {
            try {
                return at(addresses, tries.nextInt(), backlog, bufferBytes);
            } catch (IOException e) {
                last = e;
            }
        }
        String where = addresses.isEmpty() ? "" : " at " + String.join(", ", addresses.stream().map(InetAddress::getHostAddress).toList());
        String what = ports.isAny() ? "cannot listen" : "no free port in " + ports + " (--port-range, mpi4j.tcp.ports), ports=" + ports.count();
        throw new IOException(what + where + ": " + last.getMessage(), last);
    }

    private static Listeners at(List<InetAddress> addresses, int port, int backlog, int bufferBytes) throws IOException {
        List<ServerSocketChannel> opened = new ArrayList<>();
        try {
            int common = port;
            for (InetSocketAddress address : addresses.isEmpty() ? List.of(new InetSocketAddress(port)) : sockets(addresses, port)) {
                ServerSocketChannel socket = ServerSocketChannel.open();
                opened.add(socket);
                if (bufferBytes > 0) {
                    socket.setOption(StandardSocketOptions.SO_RCVBUF, bufferBytes);
                }
                socket.configureBlocking(false);
                socket.bind(common == port ? address : new InetSocketAddress(address.getAddress(), common), backlog);
                common = socket.socket().getLocalPort();
            }
            return new Listeners(List.copyOf(opened));
        } catch (IOException e) {
            new Listeners(opened).close();
            throw e;
        }
    }

    private static List<InetSocketAddress> sockets(List<InetAddress> addresses, int port) {
        return addresses.stream().map(address -> new InetSocketAddress(address, port)).toList();
    }

    public int port() {
        return sockets.getFirst().socket().getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocketChannel socket : sockets) {
            socket.close();
        }
    }
}
