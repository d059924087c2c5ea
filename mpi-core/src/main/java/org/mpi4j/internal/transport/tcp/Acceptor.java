package org.mpi4j.internal.transport.tcp;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Takes connections and holds those whose other end has not proven itself: a bounded number, for a bounded time, the newest first
 * served when there are too many. Confined to the driver.
 */
@Sharable // among the listeners of one transport
final class Acceptor extends ChannelInboundHandlerAdapter {
    private static final long STRANGER_NANOS = 5_000_000_000L;
    private static final long ABSENT_NANOS = 200_000_000L;
    private static final long PAUSE_NANOS = 100_000_000L;
    private static final int LEAST_STRANGERS = 256;
    private static final int MOST_STRANGERS = 4096;

    private final TcpTransport transport;
    private final List<TcpServerChannel> servers;
    private final Handshake handshake;
    private final long handshakeTimeoutNanos;
    private final int mostStrangers;
    private final LinkedHashSet<AcceptStep> strangers = new LinkedHashSet<>();
    private final LinkedHashSet<AcceptStep> verified = new LinkedHashSet<>();
    /** For how long nobody has polled in all, but for short pauses: it is no fault of those who wait. */
    private long absentNanos;

    private long lastTickNanos = System.nanoTime();
    private boolean paused;
    private long resumeNanos;

    Acceptor(TcpTransport transport, List<TcpServerChannel> servers, Handshake handshake, int size, long handshakeTimeoutNanos) {
        this.transport = transport;
        this.servers = servers;
        this.handshake = handshake;
        this.handshakeTimeoutNanos = handshakeTimeoutNanos;
        mostStrangers = Math.clamp(4L * size, LEAST_STRANGERS, MOST_STRANGERS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        admit((TcpChannel) message);
    }

    void admit(TcpChannel channel) {
        AcceptStep step = new AcceptStep(channel, this, handshake, absentNanos);
        channel.pipeline().addLast(step);
        if (strangers.size() >= mostStrangers) {
            dropOldest();
        }
        if (isIdle()) {
            lastTickNanos = System.nanoTime();
        }
        strangers.add(step);
        transport.register(channel);
    }

    /** The process has run out of file descriptors or the like: makes room, and rests a while. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        dropOldest();
        paused = true;
        resumeNanos = System.nanoTime() + PAUSE_NANOS;
        servers.forEach(server -> server.config().setAutoRead(false));
    }

    private void dropOldest() {
        if (!strangers.isEmpty()) {
            strangers.removeFirst().channel.close("too many connections whose peers have not proven themselves");
        }
    }

    boolean verified(AcceptStep step) {
        strangers.remove(step);
        boolean wanted = transport.link(step.peer()).offered(step.channel);
        if (wanted) {
            verified.add(step);
        }
        return wanted;
    }

    boolean confirmed(AcceptStep step) {
        verified.remove(step);
        return transport.link(step.peer()).up(step.channel);
    }

    void ended(AcceptStep step, boolean wasVerified) {
        strangers.remove(step);
        verified.remove(step);
        if (wasVerified) {
            transport.link(step.peer()).offerEnded(step.channel);
        }
    }

    boolean isPaused() {
        return paused;
    }

    boolean isIdle() {
        return strangers.isEmpty() && verified.isEmpty() && !paused;
    }

    void tick(long now) {
        long sinceNanos = now - lastTickNanos;
        lastTickNanos = now;
        absentNanos += sinceNanos > ABSENT_NANOS ? sinceNanos : 0;
        while (!strangers.isEmpty() && strangers.getFirst().waitedNanos(now, absentNanos) > STRANGER_NANOS) {
            strangers.removeFirst().channel.close("the peer did not prove itself in time");
        }
        while (!verified.isEmpty() && verified.getFirst().waitedNanos(now, absentNanos) > handshakeTimeoutNanos) {
            AcceptStep step = verified.removeFirst();
            step.channel.close("the peer did not confirm the connection in time");
        }
        if (paused && now - resumeNanos > 0) {
            paused = false;
            servers.forEach(server -> server.config().setAutoRead(true));
        }
    }
}
