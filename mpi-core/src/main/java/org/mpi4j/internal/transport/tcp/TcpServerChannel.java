package org.mpi4j.internal.transport.tcp;

import io.netty.channel.ChannelId;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Listens for peers and makes a {@link TcpChannel} of each connection. Confined to the driver. */
final class TcpServerChannel extends NioServerSocketChannel {
    private final ServerSocketChannel socket;
    private final BufferPool pool;
    private final int bufferBytes;

    TcpServerChannel(ServerSocketChannel socket, BufferPool pool, int bufferBytes) {
        super(socket);
        this.socket = socket;
        this.pool = pool;
        this.bufferBytes = bufferBytes;
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws IOException {
        SocketChannel child = socket.accept();
        if (child == null) {
            return 0;
        }
        try {
            accepted.add(new TcpChannel(this, child, pool, bufferBytes));
            return 1;
        } catch (IOException _) {
            child.close();
            return 0;
        }
    }

    @Override
    protected ChannelId newId() {
        return new LocalId();
    }
}
