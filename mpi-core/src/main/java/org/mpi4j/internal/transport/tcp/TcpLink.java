package org.mpi4j.internal.transport.tcp;

import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mpi4j.spi.Link;

/**
 * One peer: at most one channel, and the frames that wait for it. A frame is written at once where nothing waits; inside a poll, small
 * frames are held until its end to leave together. Memory is held only while something waits. Confined to the driver.
 */
final class TcpLink implements Link {
    private static final int EAGER_BYTES = 64 << 10;
    private static final int LARGE_BYTES = 16 << 10;
    private static final int HELD_BYTES = 32 << 10;

    private enum State {
        WAITING,
        UP,
        GONE,
        BROKEN
    }

    private final TcpTransport transport;
    private final int peer;
    private final int maxPayload;
    private final ByteBuffer[] gathered = new ByteBuffer[2];
    private final List<TcpChannel> offers = new ArrayList<>(1);
    private State state = State.WAITING;
    private boolean listed;
    private @Nullable TcpChannel channel;
    private @Nullable WireBuffer queue;
    private @Nullable Connector connector;
    private @Nullable List<InetSocketAddress> addresses;
    private String ends = "";

    TcpLink(TcpTransport transport, int peer, int maxPayload) {
        this.transport = transport;
        this.peer = peer;
        this.maxPayload = maxPayload;
    }

    int peer() {
        return peer;
    }

    @Override
    public int maxPayload() {
        return maxPayload;
    }

    @Override
    public int eagerBytes() {
        return EAGER_BYTES;
    }

    @Override
    public boolean trySend(long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {
        assert transport.isDriving();
        if (length < 0 || length > maxPayload) {
            throw new IllegalArgumentException("a frame of an impossible size, length=" + length + ", maxPayload=" + maxPayload);
        }
        TcpChannel to = channel;
        if (to == null) {
            return sendLater(w0, w1, w2, w3, payload, offset, length);
        }
        if (queue != null) {
            return length < LARGE_BYTES && enqueue(w0, w1, w2, w3, payload, offset, length);
        }
        if (length >= LARGE_BYTES && payload.isNative()) {
            return sendInPlace(to, w0, w1, w2, w3, payload.asSlice(offset, length).asByteBuffer());
        }
        if (transport.isPolling() && length < LARGE_BYTES) {
            return enqueue(w0, w1, w2, w3, payload, offset, length);
        }
        WireBuffer out = transport.pool().take();
        Frame.putHeader(out.bytes(), length, w0, w1, w2, w3);
        out.put(payload, offset, length);
        return write(to, out);
    }

    /** Writes a frame that has been laid out; keeps what the socket did not take. */
    private boolean write(TcpChannel to, WireBuffer out) {
        boolean sent = to.send(out.unwritten());
        out.written();
        if (sent && !out.isEmpty()) {
            hold(out);
        } else {
            transport.pool().give(out);
        }
        return sent;
    }

    /** Writes a large payload from where it lies; only what the socket did not take is copied. */
    private boolean sendInPlace(TcpChannel to, long w0, long w1, long w2, long w3, ByteBuffer payload) {
        WireBuffer out = transport.pool().take();
        Frame.putHeader(out.bytes(), payload.remaining(), w0, w1, w2, w3);
        gathered[0] = out.unwritten();
        gathered[1] = payload;
        boolean sent = to.send(gathered);
        out.written();
        if (sent && payload.hasRemaining()) {
            out.bytes().put(payload);
            hold(out);
        } else {
            transport.pool().give(out);
        }
        return sent;
    }

    private boolean sendLater(long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {
        return switch (state) {
            case WAITING -> enqueue(w0, w1, w2, w3, payload, offset, length);
            case GONE -> {
                fail("it has ended its part of the job");
                yield false;
            }
            case BROKEN -> false;
            case UP -> throw new AssertionError("up without a channel");
        };
    }

    private boolean enqueue(long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {
        WireBuffer out = queue;
        if (out == null) {
            out = transport.pool().take();
            hold(out);
        }
        if (!out.makeRoom(Frame.HEADER_BYTES + length)) {
            return false;
        }
        Frame.putHeader(out.bytes(), length, w0, w1, w2, w3);
        out.put(payload, offset, length);
        if (out.length() > HELD_BYTES && channel != null) {
            flush();
        }
        return true;
    }

    private void hold(WireBuffer out) {
        queue = out;
        transport.held(this);
    }

    /** Writes what waits, as far as the socket takes it. Returns whether nothing waits any more. */
    boolean flush() {
        WireBuffer out = queue;
        TcpChannel to = channel;
        if (out == null || to == null) {
            return out == null;
        }
        boolean sent = to.send(out.unwritten());
        out.written();
        if (!sent || out.isEmpty()) {
            release();
        }
        return queue == null;
    }

    private void release() {
        if (queue != null) {
            transport.pool().give(queue);
            queue = null;
            transport.released();
        }
    }

    /** Whether the transport will flush it. */
    boolean isListed() {
        return listed;
    }

    void listed(boolean now) {
        listed = now;
    }

    @Nullable TcpChannel channel() {
        return channel;
    }

    /**
     * Makes the connection, unless the peer has made it or is about to.
     *
     * @param fromAndTo the hosts, for the message if there is none to be made
     */
    void open(List<InetSocketAddress> candidates, String fromAndTo) {
        addresses = candidates;
        ends = fromAndTo;
        connect();
    }

    private void connect() {
        if (state == State.WAITING && offers.isEmpty() && connector == null && addresses != null) {
            Connector made = new Connector(transport, this, transport.settings(), addresses, ends);
            connector = made;
            transport.connecting(made);
        }
    }

    boolean hasOffer() {
        return !offers.isEmpty();
    }

    /** Takes notice of a connection that the peer has made and proven. Returns whether it may be the one to keep. */
    boolean offered(TcpChannel by) {
        if (state != State.WAITING) {
            return false;
        }
        if (transport.rank() < peer) {
            dropConnector();
        }
        offers.add(by);
        return true;
    }

    void offerEnded(TcpChannel by) {
        offers.remove(by);
        connect();
    }

    private void dropConnector() {
        if (connector != null) {
            connector.abandon();
            transport.connected(connector);
            connector = null;
        }
    }

    /** From now on frames travel over this channel, and no other. Returns false if there is one already. */
    boolean up(TcpChannel made) {
        if (state != State.WAITING) {
            return false;
        }
        state = State.UP;
        channel = made;
        transport.countChannels(1);
        offers.remove(made);
        dropConnector();
        for (TcpChannel other : List.copyOf(offers)) {
            other.close("another connection was made");
        }
        made.pipeline().addLast(new FrameReader(this, transport.receiver(), maxPayload));
        transport.arrived(made);
        flush();
        return true;
    }

    /** The peer has said that it sends nothing more and takes nothing more. */
    void goodbye() {
        TcpChannel from = channel;
        if (queue != null || (from != null && from.failure() != null)) {
            fail("it has ended its part of the job with frames on their way to it" + ends(from));
        } else {
            state = State.GONE;
            letGo();
            if (from != null) {
                from.close("the peer has ended its part of the job");
            }
        }
    }

    private void letGo() {
        if (channel != null) {
            channel = null;
            transport.countChannels(-1);
        }
    }

    void channelClosed() {
        if (state == State.UP) {
            TcpChannel from = channel;
            fail("the connection broke: " + (from == null ? "" : from.failure()) + ends(from));
        }
    }

    private static String ends(@Nullable TcpChannel from) {
        return from == null ? "" : ", " + from.ends();
    }

    /** Ends this link and tells the engine at the end of the poll. */
    void fail(String why) {
        if (state == State.BROKEN) {
            return;
        }
        TcpChannel from = channel;
        boolean lossy = queue != null;
        state = State.BROKEN;
        letGo();
        release();
        dropConnector();
        if (from != null) {
            from.close(why);
        }
        transport.broken(peer, why, lossy);
    }

    /** The channel has brought something. */
    void arrived() {
        if (channel != null) {
            transport.arrived(channel);
        }
    }

    void thrown(Throwable cause) {
        transport.thrown(cause);
    }

    /** Says goodbye, as far as the socket takes it, and closes. */
    void close() {
        dropConnector();
        TcpChannel to = channel;
        if (to != null) {
            flush();
            if (queue == null) {
                ByteBuffer goodbye = ByteBuffer.allocate(Frame.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
                Frame.putHeader(goodbye, Frame.GOODBYE, 0, 0, 0, 0);
                to.send(goodbye.flip());
            }
            letGo();
            state = State.GONE;
            to.discard();
            to.close("closed");
        }
        release();
    }
}
