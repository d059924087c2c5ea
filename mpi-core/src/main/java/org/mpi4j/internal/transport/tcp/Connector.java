package org.mpi4j.internal.transport.tcp;

import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.net.HostPort;

/**
 * Tries a peer's addresses, each a moment after the one before or as soon as that has failed, until one end of the wire proves to be
 * the peer. An address that takes the connection and then drops it is tried again for a while, for the peer may be short of room; one
 * that refuses is not. Confined to the driver.
 */
final class Connector {
    private static final long STAGGER_NANOS = 250_000_000L;
    private static final long ALL_STARTED_NANOS = 1_000_000_000L;
    /** How long an address that has taken the connection keeps the next from being tried. */
    private static final long ANSWER_NANOS = 5_000_000_000L;
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final long YOUNG_NANOS = 500_000_000L;
    private static final long FIRST_PAUSE_NANOS = 50_000_000L;
    private static final long LAST_PAUSE_NANOS = 1_000_000_000L;
    private static final int LEAST_TRIES = 4;

    private final TcpTransport transport;
    private final TcpLink link;
    private final TcpSettings settings;
    private final List<Attempt> attempts = new ArrayList<>();
    private final String ends;
    private final long staggerNanos;
    private long beganNanos;
    private long lastStartNanos;
    private int started;
    private boolean begun;
    private boolean told;
    private boolean over;

    /** @param ends both hosts, for messages */
    Connector(TcpTransport transport, TcpLink link, TcpSettings settings, List<InetSocketAddress> addresses, String ends) {
        this.transport = transport;
        this.link = link;
        this.settings = settings;
        this.ends = ends;
        staggerNanos = Math.min(STAGGER_NANOS, ALL_STARTED_NANOS / Math.max(1, addresses.size()));
        for (InetSocketAddress address : addresses) {
            attempts.add(new Attempt(address));
        }
    }

    void start(long now) {
        begun = true;
        beganNanos = now;
        startNext(now);
    }

    boolean isStarted() {
        return begun;
    }

    /** Whether it has just begun, so that the peer's answer may be on its way. */
    boolean isYoung(long now) {
        return begun && now - beganNanos < YOUNG_NANOS;
    }

    private void startNext(long now) {
        if (!over && started < attempts.size()) {
            lastStartNanos = now;
            attempts.get(started++).start();
        }
    }

    /** Goes on as time passes. */
    void tick(long now) {
        if (!begun) {
            return;
        }
        boolean isTaken = attempts.stream().anyMatch(attempt -> attempt.connected && !attempt.failed);
        if (started < attempts.size() && now - lastStartNanos > (isTaken ? ANSWER_NANOS : staggerNanos)) {
            startNext(now);
        }
        boolean living = started < attempts.size();
        boolean answered = false;
        for (Attempt attempt : attempts) {
            attempt.tick(now);
            living |= !attempt.failed;
            answered |= attempt.connected && !attempt.failed;
        }
        if (answered && !told && now - beganNanos > PATIENCE_NANOS) {
            told = true;
            transport.tellOnce("rank " + link.peer() + " does not answer, " + ends + ", " + failures() + "; it is busy or stopped, or something else listens there");
        }
        long limit = answered ? settings.handshakeTimeoutNanos() : settings.connectTimeoutNanos();
        if (!over && !link.hasOffer() && (!living || now - beganNanos > limit)) {
            String tried = failures();
            abandon();
            link.fail("no connection could be made " + ends + ", " + tried);
        }
    }

    private String failures() {
        if (attempts.isEmpty()) {
            return "it has no address that this host could reach";
        }
        StringBuilder text = new StringBuilder();
        for (Attempt attempt : attempts) {
            text.append(text.isEmpty() ? "tried " : "; ").append(new HostPort(attempt.address.getAddress().getHostAddress(), attempt.address.getPort())).append(": ").append(attempt.how);
        }
        return text.toString();
    }

    /** Drops all attempts; what they do from now on concerns nobody. */
    void abandon() {
        over = true;
        for (Attempt attempt : attempts) {
            attempt.drop("another connection was made");
        }
    }

    /** One address. */
    private final class Attempt {
        private final InetSocketAddress address;
        private @Nullable TcpChannel channel;
        private String how = "not tried";
        private boolean connected;
        private boolean failed;
        private boolean resting;
        private long retryNanos;
        private int tries;

        Attempt(InetSocketAddress address) {
            this.address = address;
        }

        void start() {
            tries++;
            resting = false;
            connected = false;
            how = "no answer";
            try {
                TcpChannel opened = transport.wires().channel(SocketChannel.open());
                channel = opened;
                opened.pipeline().addLast(new ConnectStep(opened, transport.wires().handshake(), link.peer(), () -> accepted(opened)));
                transport.register(opened);
                var _ = opened.connect(address).addListener(done -> connected(opened, (ChannelFuture) done));
            } catch (IOException e) {
                failed(String.valueOf(e.getMessage()), true);
            }
        }

        private void connected(TcpChannel of, ChannelFuture done) {
            if (over || of != channel) {
                return;
            }
            if (done.isSuccess()) {
                connected = true;
                how = "connected, but it did not answer";
                transport.rewatch(of);
                var _ = of.closeFuture().addListener(_ -> dropped(of));
            } else {
                Throwable cause = done.cause();
                Throwable root = cause.getCause() == null ? cause : cause.getCause();
                failed(String.valueOf(root.getMessage()), true);
            }
        }

        private boolean accepted(TcpChannel of) {
            if (over || of != channel) {
                return false;
            }
            channel = null;
            return transport.confirm(of) && of.secure() && link.up(of);
        }

        private void dropped(TcpChannel of) {
            if (!over && of == channel) {
                failed("connected, but the handshake ended: " + of.failure(), tries >= LEAST_TRIES && System.nanoTime() - beganNanos > settings.connectTimeoutNanos());
            }
        }

        private void failed(String why, boolean finallyFailed) {
            how = why;
            connected = false;
            channel = null;
            failed = finallyFailed;
            resting = !finallyFailed;
            retryNanos = System.nanoTime() + Math.min(LAST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(tries, LEAST_TRIES));
            startNext(System.nanoTime());
        }

        void tick(long now) {
            if (resting && now - retryNanos > 0) {
                start();
            }
        }

        void drop(String why) {
            if (channel != null) {
                channel.close(why);
                channel = null;
            }
        }
    }
}
