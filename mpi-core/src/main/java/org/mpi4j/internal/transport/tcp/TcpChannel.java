package org.mpi4j.internal.transport.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelId;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * A Netty channel that reads into lent memory and is written to without Netty's queue of outgoing messages, so that neither allocates.
 * What it has read goes through the pipeline as a {@link WireBuffer}; what handlers leave there stays for the next read. Confined to
 * the driver.
 */
final class TcpChannel extends NioSocketChannel {
    private static final int DISCARD_BYTES = 64 << 10;
    private static final int MOST_DISCARDS = 64;

    private final BufferPool pool;
    private @Nullable WireBuffer unread;
    private @Nullable String failure;
    private @Nullable SSLEngine agreed;
    private @Nullable TlsWire tls;
    private boolean lively;
    private int emptyReads;

    TcpChannel(@Nullable Channel parent, SocketChannel socket, BufferPool pool, int bufferBytes) throws IOException {
        super(parent, socket);
        this.pool = pool;
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (bufferBytes > 0) {
            socket.setOption(StandardSocketOptions.SO_SNDBUF, bufferBytes);
            socket.setOption(StandardSocketOptions.SO_RCVBUF, bufferBytes);
        }
        config().setConnectTimeoutMillis(0);
    }

    SocketChannel socket() {
        return javaChannel();
    }

    /** Reads once what has arrived and hands it on. Returns whether there was anything: bytes, the end, or a failure. */
    boolean receive() {
        assert eventLoop().inEventLoop();
        if (tls != null) {
            return receiveSecured(tls);
        }
        WireBuffer in = unread == null ? pool.take() : unread;
        unread = null;
        int count;
        try {
            count = javaChannel().read(in.bytes());
            if (count < 0 && failure == null) {
                failure = "the peer closed it";
            }
        } catch (IOException e) {
            count = -1;
            failure = failure == null ? reason(e) : failure;
        }
        if (count > 0) {
            pipeline().fireChannelRead(in);
        }
        if (in.isEmpty() || !isOpen()) {
            pool.give(in);
        } else {
            unread = in;
        }
        if (tls != null && isOpen() && count >= 0) {
            count = decrypted(tls) ? count : -1; // the last step of the handshake has come with more
        }
        return received(count);
    }

    private boolean received(int count) {
        if (count < 0) {
            unsafe().close(voidPromise());
        }
        emptyReads = count == 0 ? emptyReads + 1 : 0;
        return count != 0;
    }

    private boolean receiveSecured(TlsWire wire) {
        int count;
        try {
            count = wire.read();
            if (count < 0 && failure == null) {
                failure = "the peer closed it";
            }
        } catch (IOException e) {
            count = -1;
            failure = failure == null ? reason(e) : failure;
        }
        return received(decrypted(wire) ? count : -1);
    }

    /** Hands on all that can be decrypted; false if that fails. */
    private boolean decrypted(TlsWire wire) {
        WireBuffer in = unread == null ? pool.take() : unread;
        unread = null;
        try {
            while (isOpen() && wire.decrypt(in.bytes()) > 0) {
                pipeline().fireChannelRead(in);
                if (in.isEmpty()) {
                    in.clear();
                }
            }
            return true;
        } catch (IOException e) {
            failure = failure == null ? reason(e) : failure;
            return false;
        } finally {
            if (in.isEmpty() || !isOpen()) {
                pool.give(in);
            } else {
                unread = in;
            }
        }
    }

    /** From {@link #secure} on, all goes through this end of TLS; null: as it is. */
    void willSpeak(@Nullable SSLEngine engine) {
        agreed = engine;
    }

    /** The handshake is over: what follows is said as agreed. False if it cannot be. */
    boolean secure() {
        SSLEngine engine = agreed;
        if (engine == null) {
            return true;
        }
        try {
            TlsWire wire = new TlsWire(engine, javaChannel());
            tls = wire;
            wire.begin();
            return true;
        } catch (IOException e) {
            failure = failure == null ? reason(e) : failure;
            return false;
        }
    }

    boolean isSecured() {
        return tls != null;
    }

    /** Whether there is any use in being told that the socket takes more. */
    boolean canWrite() {
        return tls == null || tls.isReady();
    }

    /** What has come with the last step of the handshake belongs to TLS. */
    void takeBack(WireBuffer in) {
        TlsWire wire = tls;
        if (wire != null) {
            try {
                wire.take(in.unwritten());
            } catch (IOException e) {
                close(reason(e));
            }
        }
        in.clear();
    }

    /** How often in a row {@link #receive} found nothing. */
    int emptyReads() {
        return emptyReads;
    }

    /** Writes what the socket takes now; false if it is broken, for a reason that {@link #failure} then tells. */
    boolean send(ByteBuffer bytes) {
        try {
            if (tls != null) {
                tls.write(bytes);
            } else {
                javaChannel().write(bytes);
            }
            return true;
        } catch (IOException e) {
            failure = failure == null ? reason(e) : failure;
            return false;
        }
    }

    boolean send(ByteBuffer[] bytes) {
        try {
            if (tls != null) {
                tls.write(bytes);
            } else {
                javaChannel().write(bytes);
            }
            return true;
        } catch (IOException e) {
            failure = failure == null ? reason(e) : failure;
            return false;
        }
    }

    void close(String why) {
        failure = failure == null ? why : failure;
        unsafe().close(voidPromise());
    }

    /** Why it was closed or cannot be written to; null if it was not. */
    @Nullable String failure() {
        return failure;
    }

    /** Both addresses, for a message. */
    String ends() {
        SocketAddress local = localAddress();
        SocketAddress remote = remoteAddress();
        return "local=" + local + ", remote=" + remote;
    }

    /** Whether the transport reads it directly. */
    boolean isLively() {
        return lively;
    }

    void lively(boolean now) {
        lively = now;
    }

    /** Reads and drops what has arrived, so that closing does not reset the connection and lose what the peer has not yet read. */
    void discard() {
        ByteBuffer sink = ByteBuffer.allocateDirect(DISCARD_BYTES);
        try {
            for (int i = 0; i < MOST_DISCARDS && javaChannel().read(sink.clear()) > 0; i++) {
                assert isOpen();
            }
        } catch (IOException _) {
            // it is about to be closed
        }
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    @Override
    protected void doClose() throws Exception {
        if (unread != null) {
            pool.give(unread);
            unread = null;
        }
        super.doClose();
    }

    @Override
    protected ChannelId newId() {
        return new LocalId();
    }

    @Override
    protected AbstractNioUnsafe newUnsafe() {
        return new LeanUnsafe();
    }

    private final class LeanUnsafe extends AbstractNioUnsafe {
        @Override
        public void read() {
            receive();
        }
    }
}
