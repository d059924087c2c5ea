package org.mpi4j.internal.transport.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * TLS between a channel and its socket. To its user it is as the socket: it takes of what is written what it can, all in order, and gives what has
 * come. A record that the socket takes only in part is kept, and its plain bytes are left to the caller, who brings them again; so whoever has
 * nothing left to write knows that all has gone. Confined to the driver.
 */
final class TlsWire {
    private static final int RECORDS = 4;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final SocketChannel socket;
    private final int packetBytes;
    private final int plainBytes;
    private final ByteBuffer received; // to be decrypted
    private final ByteBuffer plain; // to be given
    private final ByteBuffer out; // to be written
    private int owed;
    private boolean ready;
    private boolean closed;

    TlsWire(SSLEngine engine, SocketChannel socket) throws SSLException {
        this.engine = engine;
        this.socket = socket;
        packetBytes = engine.getSession().getPacketBufferSize();
        plainBytes = engine.getSession().getApplicationBufferSize();
        received = ByteBuffer.allocateDirect(RECORDS * packetBytes).flip();
        plain = ByteBuffer.allocateDirect(plainBytes).flip();
        out = ByteBuffer.allocateDirect(RECORDS * packetBytes).flip();
        engine.beginHandshake();
    }

    /** Whether both ends have agreed on keys, so that something can be written. */
    boolean isReady() {
        return ready;
    }

    /** Says what is to be said first, if it is this end's turn. */
    void begin() throws IOException {
        agree();
    }

    /** Takes what had come before this wire was made. */
    void take(ByteBuffer early) throws IOException {
        if (early.remaining() > received.capacity()) {
            throw new SSLException("the peer said too much before it had keys, bytes=" + early.remaining());
        }
        received.compact().put(early).flip();
    }

    /** Reads once from the socket; -1 for its end. */
    int read() throws IOException {
        received.compact();
        int count = socket.read(received);
        received.flip();
        return count;
    }

    /** Decrypts into {@code to} what has been read, as far as it is whole and fits; returns how many bytes, 0 if there are none. */
    int decrypt(ByteBuffer to) throws IOException {
        int before = to.position();
        if (!ready) {
            agree();
        }
        do {
            while (plain.hasRemaining() && to.hasRemaining()) {
                int count = Math.min(plain.remaining(), to.remaining());
                to.put(to.position(), plain, plain.position(), count);
                to.position(to.position() + count);
                plain.position(plain.position() + count);
            }
        } while (ready && to.hasRemaining() && unwrap(to));
        return to.position() - before;
    }

    /** Decrypts a record, right to where it goes if there is room for any. Returns whether there was one. */
    private boolean unwrap(ByteBuffer to) throws IOException {
        if (!received.hasRemaining() || plain.hasRemaining() || closed) {
            return false;
        }
        SSLEngineResult result;
        if (to.remaining() >= plainBytes) {
            result = engine.unwrap(received, to);
        } else {
            result = engine.unwrap(received, plain.clear());
            plain.flip();
        }
        return switch (result.getStatus()) {
            case OK -> {
                if (ready && engine.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING) {
                    agree();
                }
                yield true;
            }
            case BUFFER_UNDERFLOW -> false;
            case CLOSED -> {
                closed = true;
                yield false;
            }
            case BUFFER_OVERFLOW -> throw new SSLException("a record of an impossible size");
        };
    }

    /** Goes on with the agreement on keys, as far as it needs nothing of the peer. */
    private void agree() throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> {
                    for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                        task.run();
                    }
                }
                case NEED_WRAP -> {
                    if (!flush()) {
                        return;
                    }
                    out.clear();
                    engine.wrap(NOTHING, out);
                    out.flip();
                    flush();
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (!unwrap(NOTHING)) {
                        return;
                    }
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    ready = true;
                    return;
                }
            }
        }
    }

    /** Writes what the socket takes now; the rest is to be brought again. */
    void write(ByteBuffer... from) throws IOException {
        if (!ready) {
            agree();
        }
        if (!flush() || !ready) {
            return;
        }
        move(from, owed);
        owed = 0;
        while (hasRemaining(from)) {
            int last = 0;
            out.clear();
            while (hasRemaining(from) && out.remaining() >= packetBytes) {
                SSLEngineResult result = engine.wrap(from, out);
                if (result.getStatus() != SSLEngineResult.Status.OK) {
                    throw new SSLException("cannot encrypt: " + result.getStatus());
                }
                last = result.bytesConsumed();
            }
            out.flip();
            if (!flush()) {
                owed = last;
                moveBack(from, last);
                return;
            }
        }
    }

    private boolean flush() throws IOException {
        while (out.hasRemaining()) {
            if (socket.write(out) == 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasRemaining(ByteBuffer... buffers) {
        for (ByteBuffer each : buffers) {
            if (each.hasRemaining()) {
                return true;
            }
        }
        return false;
    }

    private static void move(ByteBuffer[] buffers, int count) {
        int left = count;
        for (ByteBuffer each : buffers) {
            int step = Math.min(left, each.remaining());
            each.position(each.position() + step);
            left -= step;
        }
    }

    /** Only what this write has taken can be taken back, so that no buffer goes back beyond where it was. */
    private static void moveBack(ByteBuffer[] buffers, int count) {
        int left = count;
        for (int i = buffers.length - 1; i >= 0; i--) {
            int step = Math.min(left, buffers[i].position());
            buffers[i].position(buffers[i].position() - step);
            left -= step;
        }
    }
}
