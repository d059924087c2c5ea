package org.mpi4j.internal.transport.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.mpi4j.internal.settings.Settings;
import org.mpi4j.spi.FrameReceiver;
import org.mpi4j.spi.Link;
import org.mpi4j.spi.Sleeper;
import org.mpi4j.spi.TransportContext;

/** One rank of a test, driven by the thread that made it: remembers who sent what, and who was said to be broken. */
final class TcpRank implements FrameReceiver, Sleeper, AutoCloseable {
    static final String JOB = "test-job";
    static final byte[] SECRET = {1, 2, 3};

    final TcpTransport transport;
    final List<String> frames = new ArrayList<>();
    final List<String> broken = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    private TcpRank(int rank, int size, byte[] secret, Map<String, String> settings) throws IOException {
        lock.lock();
        Settings defaults = new Settings(settings::get, _ -> null);
        transport = TcpTransport.start(
                new TransportContext(rank, size, JOB, secret, this, this, lock::isHeldByCurrentThread, defaults::get));
    }

    static TcpRank of(int rank, int size) throws IOException {
        return new TcpRank(rank, size, SECRET, Map.of());
    }

    static TcpRank of(int rank, int size, byte[] secret, Map<String, String> settings) throws IOException {
        return new TcpRank(rank, size, secret, settings);
    }

    Link open(int peer, TcpRank other) {
        return transport.open(peer, other.transport.card());
    }

    int port() {
        Card card = Card.decode(transport.card());
        return card.port();
    }

    /** Sends a frame whose payload is this text; w0 tells its length. */
    static boolean send(Link link, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return link.trySend(bytes.length, 0, 0, 0, MemorySegment.ofArray(bytes), 0, bytes.length);
    }

    /** Polls these ranks until it is so. */
    static void pollUntil(BooleanSupplier done, TcpRank... ranks) {
        while (!done.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("took too long: " + Arrays.toString(ranks));
            }
            for (TcpRank rank : ranks) {
                rank.transport.poll();
            }
        }
    }

    @Override
    public void frame(int peer, long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {
        byte[] bytes = payload.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
        frames.add(peer + ":" + new String(bytes, UTF_8));
    }

    @Override
    public void broken(int peer, String why, boolean lossy) {
        broken.add(peer + ": " + why + (lossy ? ", frames lost" : ""));
    }

    @Override
    public void watch(SelectableChannel channel, int operations) {}

    @Override
    public void wake() {}

    @Override
    public String toString() {
        return "frames=" + frames + ", broken=" + broken;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            transport.close();
        }
    }
}
