package org.mpi4j.internal.boot.exchange;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The server's end of one connection: frames in, frames out, never waiting. Confined to the server's thread. */
final class Connection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();
    private ByteBuffer received = ByteBuffer.allocate(512).flip();
    private int limitBytes = Frame.STRANGER_LIMIT_BYTES;
    private boolean closeWhenSent;

    final byte[] nonce = Secret.random(Secret.NONCE_BYTES);
    final long deadlineNanos;
    final Outstanding outstanding;
    int rank = JobEnd.NO_RANK;
    String host = "";

    Connection(SocketChannel channel, SelectionKey key, long deadlineNanos, int silenceSeconds) {
        this.channel = channel;
        this.key = key;
        this.deadlineNanos = deadlineNanos;
        this.outstanding = new Outstanding(silenceSeconds);
    }

    boolean hasJoined() {
        return rank != JobEnd.NO_RANK;
    }

    void join(int joinedRank, String joinedHost) {
        rank = joinedRank;
        host = joinedHost;
        limitBytes = Frame.RANK_LIMIT_BYTES;
    }

    /** Reads what has come; false if the other end has closed. */
    boolean fill() throws IOException {
        received.compact();
        int readBytes = channel.read(received);
        received.flip();
        return readBytes >= 0;
    }

    /** The next whole frame that has come, if there is one. */
    @Nullable Frame next() throws MalformedFrameException {
        if (received.remaining() < Frame.LENGTH_BYTES) {
            return null;
        }
        int lengthBytes = Frame.checkLength(received.getInt(received.position()), limitBytes);
        if (received.remaining() < Frame.LENGTH_BYTES + lengthBytes) {
            makeRoom(Frame.LENGTH_BYTES + lengthBytes);
            return null;
        }
        int start = received.position() + Frame.LENGTH_BYTES;
        Frame frame = Frame.of(received.slice(start, lengthBytes));
        received.position(start + lengthBytes);
        return frame;
    }

    private void makeRoom(int wantedBytes) {
        if (received.capacity() < wantedBytes) {
            received = ByteBuffer.allocate(wantedBytes).put(received).flip();
        }
    }

    void send(ByteBuffer frame) {
        unsent.add(frame);
    }

    void closeWhenSent() {
        closeWhenSent = true;
    }

    boolean isClosing() {
        return closeWhenSent;
    }

    boolean hasUnsent() {
        return !unsent.isEmpty();
    }

    /** Sends what the socket takes now, and asks to be woken for the rest. */
    void flush() throws IOException {
        if (!isOpen()) {
            return;
        }
        for (ByteBuffer first = unsent.peek(); first != null; first = unsent.peek()) {
            channel.write(first);
            outstanding.sent();
            if (first.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            unsent.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
        if (closeWhenSent) {
            close();
        }
    }

    /** Whether the other end's host has gone while something was on its way to it. */
    boolean isLost(Deliveries deliveries, long now) {
        Socket socket = channel.socket();
        return outstanding.isLost(deliveries, socket.getLocalPort(), new InetSocketAddress(socket.getInetAddress(), socket.getPort()), now);
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException _) {
            // it is gone either way
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }
}
