package org.mpi4j.internal.transport.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.net.Address;
import org.mpi4j.internal.net.Listeners;
import org.mpi4j.internal.net.LocalAddresses;
import org.mpi4j.spi.FrameReceiver;
import org.mpi4j.spi.Link;
import org.mpi4j.spi.Transport;
import org.mpi4j.spi.TransportContext;

/**
 * Frames over TCP. Has no thread: the driver polls. Channels that brought frames lately are read directly, which spares the selector's
 * system call; all others, the listener and the handshakes are left to Netty's selector, which is asked at most every few microseconds.
 *
 * <p>Confined to the driver, but for {@link #card} and {@link #close}.
 */
final class TcpTransport implements Transport {
    private static final int MOST_LIVELY = 4;
    private static final int LEAST_UNWATCHED = 256;
    private static final int EMPTY_READS_TO_CALM = 4_000;
    private static final int BUSY_POLLS_PER_SELECT = 16;
    private static final long SELECT_GAP_NANOS = 2_000;
    private static final long LIVELY_SELECT_GAP_NANOS = 10_000;
    private static final long ALL_LIVELY_SELECT_GAP_NANOS = 100_000;
    private static final long LISTEN_GAP_NANOS = 20_000;
    private static final long TICK_NANOS = 5_000_000;
    private static final long SLEEP_TICK_NANOS = 20_000_000;
    private static final int BACKLOG = 4096;
    private static final int MOST_YOUNG_CONNECTORS = 16;

    private final TransportContext context;
    private final TcpSettings settings;
    private final LocalAddresses local;
    private final Card card;
    private final BufferPool pool;
    private final Listeners listeners;
    private final @Nullable TcpLink[] links;

    private final ArrayList<TcpChannel> lively = new ArrayList<>(MOST_LIVELY);
    private final ArrayList<TcpLink> backlog = new ArrayList<>();
    private final ArrayList<Connector> connectors = new ArrayList<>();
    private final ArrayList<TcpChannel> unwatched = new ArrayList<>();
    private final ArrayList<TcpChannel> awaitingRoom = new ArrayList<>();
    private final ArrayDeque<Broken> untold = new ArrayDeque<>();
    private @Nullable Wires wires;
    private int unwatchedLimit = LEAST_UNWATCHED;
    private boolean listenerWatched;
    private boolean polling;
    private boolean selectNext;
    private boolean closed;
    private boolean told;
    private int busyPolls;
    private int holding;
    private int channelsUp;
    private long lastSelectNanos;
    private long lastTickNanos;
    private @Nullable Throwable thrown;

    private record Broken(int peer, String why, boolean lossy) {}

    static TcpTransport start(TransportContext context) throws IOException {
        TcpSettings settings = TcpSettings.of(context);
        LocalAddresses local = LocalAddresses.find();
        List<Address> published = local.published(settings.networks());
        Listeners listeners = Listeners.open(settings.networks().bound(published), settings.ports(), BACKLOG, settings.bufferBytes());
        Card card = new Card(NetworkStack.identity(), NetworkStack.hostName(), listeners.port(), published);
        return new TcpTransport(context, settings, local, card, listeners);
    }

    private TcpTransport(TransportContext context, TcpSettings settings, LocalAddresses local, Card card, Listeners listeners) {
        this.context = context;
        this.settings = settings;
        this.local = local;
        this.card = card;
        links = new TcpLink[context.size()];
        pool = new BufferPool(2 * (Frame.HEADER_BYTES + settings.frameBytes()));
        this.listeners = listeners;
    }

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public byte[] card() {
        return card.encode();
    }

    @Override
    public boolean reaches(int peer, byte[] theirs) {
        assert isDriving();
        Card other = Card.decode(theirs);
        return peer != context.rank()
                && other != null
                && (card.sharesHostWith(other) || (card.isRoutable() && other.isRoutable()));
    }

    @Override
    public Link open(int peer, byte[] theirs) {
        assert isDriving();
        Card other = Card.decode(theirs);
        List<InetSocketAddress> addresses = new ArrayList<>();
        if (other != null) {
            for (InetAddress address : local.candidates(other.addresses(), card.sharesHostWith(other))) {
                addresses.add(new InetSocketAddress(address, other.port()));
            }
        }
        TcpLink link = link(peer);
        link.open(addresses, "from host=" + card.hostName() + " to host=" + (other == null ? "" : other.hostName()));
        return link;
    }

    @Override
    public int poll() {
        assert isDriving();
        polling = true;
        int events;
        try {
            events = receiveLively();
            events += selectIfDue(events);
            events += flushBacklog();
        } finally {
            polling = false;
        }
        if (wires != null && wires.loop().hasTasks()) {
            events += wires.loop().runTasks();
        }
        return events + tell();
    }

    private int receiveLively() {
        int events = 0;
        for (int i = lively.size() - 1; i >= 0; i--) {
            TcpChannel channel = lively.get(i);
            if (!channel.isOpen() || channel.emptyReads() > EMPTY_READS_TO_CALM) {
                channel.lively(false);
                lively.remove(i);
            } else if (channel.receive()) {
                events++;
            }
        }
        return events;
    }

    private int selectIfDue(int events) {
        if (events > 0 && ++busyPolls < BUSY_POLLS_PER_SELECT) {
            return 0;
        }
        long now = System.nanoTime();
        if (!selectNext && now - lastSelectNanos < selectGapNanos()) {
            return 0;
        }
        busyPolls = 0;
        selectNext = false;
        lastSelectNanos = now;
        if (wires == null) {
            return acceptFirst();
        }
        int ready = wires.loop().runOnce();
        if (now - lastTickNanos > TICK_NANOS && hasTimers()) {
            lastTickNanos = now;
            tick(now);
        }
        return ready;
    }

    /** Where all channels are read directly, the selector is asked for strangers at the door only. */
    private long selectGapNanos() {
        if (wires == null) {
            return LISTEN_GAP_NANOS;
        }
        if (lively.isEmpty()) {
            return SELECT_GAP_NANOS;
        }
        return lively.size() == channelsUp && !hasTimers() ? ALL_LIVELY_SELECT_GAP_NANOS : LIVELY_SELECT_GAP_NANOS;
    }

    /** While there is no Netty: whether somebody has connected. */
    private int acceptFirst() {
        for (ServerSocketChannel listener : listeners.sockets()) {
            try {
                SocketChannel accepted = listener.accept();
                if (accepted == null) {
                    continue;
                }
                wires().admit(accepted);
            } catch (IOException _) {
                // that connection is gone; its other end tries again
            }
            return 1;
        }
        return 0;
    }

    private boolean hasTimers() {
        return !connectors.isEmpty() || (wires != null && !wires.acceptor().isIdle());
    }

    private void tick(long now) {
        wires().acceptor().tick(now);
        for (Connector connector : List.copyOf(connectors)) {
            connector.tick(now);
        }
        startConnectors(now);
    }

    private int flushBacklog() {
        int events = 0;
        for (int i = backlog.size() - 1; i >= 0; i--) {
            if (backlog.get(i).flush()) {
                backlog.remove(i).listed(false);
                events++;
            }
        }
        return events;
    }

    private int tell() {
        int events = 0;
        for (Broken each = untold.poll(); each != null; each = untold.poll()) {
            context.receiver().broken(each.peer(), each.why(), each.lossy());
            events++;
        }
        if (thrown != null) {
            rethrow();
        }
        return events;
    }

    private void rethrow() {
        Throwable cause = thrown;
        thrown = null;
        switch (cause) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null -> {}
            default -> throw new IllegalStateException("a frame was not taken", cause);
        }
    }

    @Override
    public boolean flushed() {
        assert isDriving();
        return holding == 0;
    }

    @Override
    public boolean prepareSleep() {
        assert isDriving();
        if (!untold.isEmpty() || (wires != null && wires.loop().hasTasks())) {
            return false;
        }
        if (flushBacklog() > 0) {
            return false; // what was refused for these frames can go now, and nobody would wake this rank for it
        }
        watchChannels();
        return true;
    }

    @Override
    public long longestSleepNanos() {
        assert isDriving();
        return hasTimers() ? SLEEP_TICK_NANOS : Long.MAX_VALUE;
    }

    private void watchChannels() {
        if (listenerWatched == (wires != null && wires.acceptor().isPaused())) {
            listenerWatched = !listenerWatched;
            for (ServerSocketChannel listener : listeners.sockets()) {
                context.sleeper().watch(listener, listenerWatched ? SelectionKey.OP_ACCEPT : 0);
            }
        }
        for (TcpChannel channel : unwatched) {
            if (channel.isOpen()) {
                context.sleeper().watch(channel.socket(), channel.isActive() ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT);
            }
        }
        unwatched.clear();
        for (TcpLink link : backlog) {
            TcpChannel channel = link.channel();
            if (channel != null) {
                context.sleeper().watch(channel.socket(), channel.canWrite() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
                awaitingRoom.add(channel);
            }
        }
    }

    @Override
    public void endSleep() {
        assert isDriving();
        selectNext = true;
        for (TcpChannel channel : awaitingRoom) {
            if (channel.isOpen()) {
                context.sleeper().watch(channel.socket(), SelectionKey.OP_READ);
            }
        }
        awaitingRoom.clear();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (wires == null) {
            listeners.close();
            return;
        }
        wires.loop().adopt();
        for (TcpLink link : links) {
            if (link != null) {
                link.close();
            }
        }
        wires.close();
    }

    TcpLink link(int peer) {
        TcpLink link = links[peer];
        if (link == null) {
            link = new TcpLink(this, peer, settings.frameBytes());
            links[peer] = link;
        }
        return link;
    }

    Wires wires() {
        Wires made = wires;
        if (made == null) {
            made = new Wires(this, context, settings, pool, listeners);
            wires = made;
        }
        return made;
    }

    void register(TcpChannel channel) {
        var _ = wires().loop().register(channel);
        if (unwatched.size() >= unwatchedLimit) { // strangers, while this rank never sleeps
            unwatched.removeIf(each -> !each.isOpen());
            unwatchedLimit = Math.max(LEAST_UNWATCHED, 2 * unwatched.size());
        }
        unwatched.add(channel);
    }

    void rewatch(TcpChannel channel) {
        unwatched.add(channel);
    }

    boolean confirm(TcpChannel channel) {
        return channel.send(ByteBuffer.wrap(new byte[] {Handshake.CONFIRM}));
    }

    /** Starts it now or soon: a rank that wants to talk to very many others at once would only make all of them slow. */
    void connecting(Connector connector) {
        connectors.add(connector);
        startConnectors(System.nanoTime());
    }

    void connected(Connector connector) {
        connectors.remove(connector);
        startConnectors(System.nanoTime());
    }

    /** Warns of a connection that takes long; of the first one only, for there will be more. */
    void tellOnce(String what) {
        if (!told) {
            told = true;
            System.getLogger(TcpTransport.class.getName()).log(System.Logger.Level.WARNING, "rank " + context.rank() + " waits for a connection: " + what);
        }
    }

    private void startConnectors(long now) {
        if (closed) {
            return;
        }
        int young = 0;
        for (Connector connector : List.copyOf(connectors)) {
            if (!connector.isStarted() && young < MOST_YOUNG_CONNECTORS) {
                connector.start(now);
            }
            young += connector.isYoung(now) ? 1 : 0;
        }
    }

    /** A channel has brought frames: it is read directly from now on. */
    void arrived(TcpChannel channel) {
        if (!channel.isLively() && lively.size() < MOST_LIVELY) {
            channel.lively(true);
            lively.add(channel);
        }
    }

    /** Links have got a channel, or lost it. */
    void countChannels(int change) {
        channelsUp += change;
    }

    /** A link has begun to hold frames. */
    void held(TcpLink link) {
        holding++;
        if (!link.isListed()) {
            link.listed(true);
            backlog.add(link);
        }
    }

    void released() {
        holding--;
    }

    void broken(int peer, String why, boolean lossy) {
        untold.add(new Broken(peer, why, lossy));
    }

    void thrown(Throwable cause) {
        thrown = thrown == null ? cause : thrown;
    }

    boolean isDriving() {
        return context.driving().getAsBoolean();
    }

    boolean isPolling() {
        return polling;
    }

    int rank() {
        return context.rank();
    }

    FrameReceiver receiver() {
        return context.receiver();
    }

    TcpSettings settings() {
        return settings;
    }

    BufferPool pool() {
        return pool;
    }
}
