package org.mpi4j.internal.boot.exchange;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.net.Listeners;
import org.mpi4j.internal.net.Ports;

/**
 * Serves one job's exchange on a thread of its own: in the launcher, or in rank 0 where there is no launcher of ours. Strangers, who do
 * not know the job's secret, are bounded in number, in time and in what they may send.
 *
 * <p>Thread-safe; {@link Members} and the connections are confined to the server's thread, which other threads reach through {@code tasks}.
 */
public final class ExchangeServer implements AutoCloseable {
    private static final long HANDSHAKE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int SPARE_STRANGERS = 64;

    /** What to do when a rank is lost before it has finalised. */
    public enum OnLoss {
        /** Only the owner is told: it decides. */
        TELL_OWNER,
        /** Every other rank is told that the job has ended. */
        END_JOB
    }

    /**
     * @param job the name of the job, which every rank must give
     * @param secret what every rank must prove that it knows
     * @param joinLimitNanos the job ends if not all ranks have joined by then; 0 for no limit
     * @param silenceSeconds a host that is silent for so long is lost
     * @param hangNanos a job in which no rank makes progress for so long hangs; 0 for no limit
     */
    public record Plan(String job, int size, byte[] secret, OnLoss onLoss, long joinLimitNanos, int silenceSeconds, long hangNanos) {
        public Plan(String job, int size, byte[] secret, OnLoss onLoss, long joinLimitNanos, int silenceSeconds) {
            this(job, size, secret, onLoss, joinLimitNanos, silenceSeconds, 0);
        }
    }

    private final Selector selector;
    private final Listeners listeners;
    private final Plan plan;
    private final Members members;
    private final SilentHosts silentHosts;
    private final long startNanos = System.nanoTime();
    private final Set<Connection> strangers = new LinkedHashSet<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("mpi4j-exchange-server").unstarted(this::serve);
    private final byte[] sealed;
    private volatile boolean closed;

    private ExchangeServer(Plan plan, ExchangeOwner owner, Listeners listeners, Seal seal) throws IOException {
        this.plan = plan;
        this.members = new Members(plan, owner);
        this.silentHosts = new SilentHosts(members, plan.silenceSeconds());
        this.listeners = listeners;
        try {
            this.sealed = seal.sealed(listeners.port());
            if (sealed.length > Seal.MAX_BYTES) {
                throw new IOException("the sealed secret is too long, bytes=" + sealed.length + " limit=" + Seal.MAX_BYTES);
            }
            this.selector = Selector.open();
            for (ServerSocketChannel listener : listeners.sockets()) {
                listener.register(selector, SelectionKey.OP_ACCEPT, listener);
            }
        } catch (IOException e) {
            listeners.close();
            throw e;
        }
    }

    /**
     * Listens and serves at once.
     *
     * @param addresses where to listen; none: at all addresses of this host
     */
    public static ExchangeServer start(Plan plan, ExchangeOwner owner, List<InetAddress> addresses, Ports ports) throws IOException {
        return start(plan, owner, Listeners.open(addresses, ports, backlog(plan), 0), Seal.NONE);
    }

    /** How many connections may wait to be accepted: all ranks come at once. */
    public static int backlog(Plan plan) {
        return Math.max(256, 2 * plan.size());
    }

    /** Lets {@code seal} make the secret known, and serves. Closes {@code listeners} also if that fails. */
    public static ExchangeServer start(Plan plan, ExchangeOwner owner, Listeners listeners, Seal seal) throws IOException {
        ExchangeServer server = new ExchangeServer(plan, owner, listeners, seal);
        server.thread.start();
        return server;
    }

    public int port() {
        return listeners.port();
    }

    /** Tells every rank that the job ends, those that join later too. The first end counts. */
    public void end(JobEnd end) {
        submit(() -> members.end(end, null));
    }

    /** Asks all ranks what they do; the owner is told soon, also where some do not answer. */
    public void inquire() {
        submit(members::inquire);
    }

    /** The process of a rank that has said goodbye, or has never joined, has ended in good order; only the owner knows, if it is told of losses. */
    public void gone(int rank) {
        submit(() -> members.gone(rank));
    }

    /** Waits until every rank has finalised since the last collective, or been lost; false if {@code limitNanos} came first. */
    public boolean awaitAllGone(long limitNanos) throws InterruptedException {
        return members.awaitAllGone(limitNanos);
    }

    /** Ends the thread and all connections; a rank that has not said goodbye takes that as the loss of its launcher. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    private void submit(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    private void serve() {
        try (selector;
                listeners) {
            while (!closed) {
                selector.select(this::ready, selectMillis());
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                dropLateStrangers();
                if (plan.joinLimitNanos() > 0 && System.nanoTime() - startNanos > plan.joinLimitNanos()) {
                    members.endUnlessAllJoined();
                }
                silentHosts.settle();
                members.settle();
            }
        } catch (IOException e) {
            members.end(new JobEnd(JobEnd.Cause.SERVER_LOST, 1, JobEnd.NO_RANK, "", "the exchange server failed: " + e), null);
        } finally {
            strangers.forEach(Connection::close);
            members.closeAll();
        }
    }

    private long selectMillis() {
        return strangers.isEmpty() && !members.mustWatchTime() && !silentHosts.mustWatchTime() ? 0 : 100;
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Connection connection) {
            read(connection);
        } else if (key.attachment() instanceof ServerSocketChannel listener) {
            accept(listener);
        }
    }

    private void accept(ServerSocketChannel listener) {
        try {
            for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
                greet(channel);
            }
        } catch (ClosedChannelException _) {
            closed = true;
        } catch (IOException _) { // no more descriptors: wait for some to come back rather than spin on the ready listener
            dropOldestStranger();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private void greet(SocketChannel channel) {
        if (strangers.size() >= plan.size() + SPARE_STRANGERS) {
            dropOldestStranger();
        }
        try {
            channel.configureBlocking(false);
            KeepAlive.set(channel.socket(), plan.silenceSeconds());
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            Connection connection = new Connection(channel, key, System.nanoTime() + HANDSHAKE_NANOS, plan.silenceSeconds());
            key.attach(connection);
            strangers.add(connection);
            connection.send(new FrameBuilder(FrameType.CHALLENGE).int32(FrameType.VERSION).blob(connection.nonce).blob(sealed).done());
            connection.flush();
        } catch (IOException _) {
            Quietly.close(channel);
        }
    }

    private void read(Connection connection) {
        if (!connection.isOpen()) {
            return; // closed since the selector saw it ready
        }
        boolean open;
        try {
            connection.flush();
            open = connection.fill();
            for (Frame frame = next(connection); frame != null; frame = next(connection)) {
                members.take(connection, frame);
                if (connection.hasJoined()) {
                    strangers.remove(connection);
                }
            }
        } catch (IOException _) {
            open = false;
        }
        if (!open || !connection.isOpen()) {
            strangers.remove(connection);
            members.connectionEnded(connection);
        }
    }

    private static @Nullable Frame next(Connection connection) throws IOException {
        return connection.isOpen() && !connection.isClosing() ? connection.next() : null;
    }

    private void dropLateStrangers() {
        while (!strangers.isEmpty() && strangers.iterator().next().deadlineNanos - System.nanoTime() < 0) {
            dropOldestStranger();
        }
    }

    private void dropOldestStranger() {
        if (!strangers.isEmpty()) {
            Connection oldest = strangers.iterator().next();
            strangers.remove(oldest);
            oldest.close();
        }
    }
}
