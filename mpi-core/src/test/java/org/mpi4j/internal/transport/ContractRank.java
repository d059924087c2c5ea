package org.mpi4j.internal.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.mpi4j.spi.FrameReceiver;
import org.mpi4j.spi.Link;
import org.mpi4j.spi.Transport;
import org.mpi4j.spi.TransportContext;

/**
 * One rank of a contract test: a transport, its links, and a receiver that checks that frames arrive whole and in order. Confined
 * to the thread that last called {@link #driveHere}.
 *
 * <p>A frame's header is (sender, its number on the link, length, a mix of the three); its payload follows from the mix.
 */
final class ContractRank implements FrameReceiver, AutoCloseable {
    /** A sleep that takes so long although something arrived is a lost wake-up. */
    private static final long LOST_WAKE_UP_MILLIS = 5_000;

    final int rank;
    final SelectorSleeper sleeper = new SelectorSleeper();
    final TransportContext context;
    final List<String> broken = new ArrayList<>();
    final long[] sent;
    final long[] received;
    private final Link[] links;
    private final byte[][] cards;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment offHeap = arena.allocate(1 << 20);
    private final MemorySegment heap = MemorySegment.ofArray(new byte[1 << 20]);
    private Transport transport;
    private long filled;
    private volatile long driver = Thread.currentThread().threadId();
    private Runnable insideFrame = () -> {};

    ContractRank(int rank, int size, String job, UnaryOperator<String> setting) {
        this.rank = rank;
        sent = new long[size];
        received = new long[size];
        links = new Link[size];
        cards = new byte[size][];
        context = new TransportContext(
                rank, size, job, new byte[] {1, 2, 3}, this, sleeper, () -> Thread.currentThread().threadId() == driver, setting);
    }

    void start(Transport started) {
        transport = started;
    }

    byte[] card() {
        return transport.card();
    }

    void meet(int peer, byte[] card) {
        assertTrue(card.length <= 1000, () -> "a card has at most 1000 bytes: length=" + card.length);
        cards[peer] = card;
    }

    Transport transport() {
        return transport;
    }

    void driveHere() {
        driver = Thread.currentThread().threadId();
    }

    /** Runs this whenever a frame has come, still inside {@link #frame}. */
    void insideFrame(Runnable action) {
        insideFrame = action;
    }

    Link link(int peer) {
        if (links[peer] == null) {
            assertTrue(transport.reaches(peer, cards[peer]), () -> rank + " should reach " + peer);
            links[peer] = transport.open(peer, cards[peer]);
        }
        return links[peer];
    }

    /** Sends the link's next frame, if it is taken. Every second frame comes from the heap. */
    boolean trySend(int peer, int length) {
        long number = sent[peer];
        long mix = mix(rank, number, length);
        MemorySegment payload = (number & 1) == 0 ? heap : offHeap;
        long offset = number % 9;
        for (int i = 0; filled != mix && i < length; i++) {
            payload.set(ValueLayout.JAVA_BYTE, offset + i, (byte) (mix + i));
        }
        filled = mix;
        if (!link(peer).trySend(rank, number, length, mix, payload, offset, length)) {
            return false;
        }
        sent[peer]++;
        return true;
    }

    int poll() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("interrupted: rank=" + rank);
        }
        return transport.poll();
    }

    @SuppressWarnings("ThreadPriorityCheck")
    static void letOthersRun() {
        Thread.yield();
    }

    /** Sends, polling for as long as the frame is refused. */
    void send(int peer, int length) {
        while (!trySend(peer, length)) {
            if (poll() == 0) {
                letOthersRun();
            }
        }
    }

    /** Sleeps as an engine does, unless something has arrived. */
    void sleep() {
        try {
            if (transport.prepareSleep()) {
                long millis = Math.min(LOST_WAKE_UP_MILLIS, Math.max(1, transport.longestSleepNanos() / 1_000_000));
                long before = System.nanoTime();
                sleeper.sleep(millis);
                long slept = System.nanoTime() - before;
                if (slept >= LOST_WAKE_UP_MILLIS * 1_000_000 && transport.poll() != 0) {
                    fail("lost wake-up: rank=" + rank + " sleptMillis=" + slept / 1_000_000);
                }
            }
        } finally {
            transport.endSleep();
        }
    }

    long totalReceived() {
        long total = 0;
        for (long each : received) {
            total += each;
        }
        return total;
    }

    @Override
    public void frame(int peer, long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {
        assertTrue(context.driving().getAsBoolean(), "frames are handed over by the driver");
        assertEquals(peer, w0, "sender");
        assertEquals(received[peer], w1, () -> "order of the frames from " + peer + " to " + rank);
        assertEquals(w2, length, "length");
        assertEquals(mix(peer, w1, length), w3, "header");
        for (int i = 0; i < length; i++) {
            byte b = payload.get(ValueLayout.JAVA_BYTE, offset + i);
            if (b != (byte) (w3 + i)) {
                fail("payload: peer=" + peer + " frame=" + w1 + " length=" + length + " index=" + i + " value=" + b);
            }
        }
        received[peer]++;
        insideFrame.run();
    }

    @Override
    public void broken(int peer, String why, boolean lossy) {
        broken.add(peer + ": " + why);
    }

    @Override
    public void close() throws IOException {
        if (transport != null) {
            driveHere();
            transport.close();
            transport = null;
        }
        if (arena.scope().isAlive()) {
            arena.close();
            sleeper.close();
        }
    }

    private static long mix(long sender, long number, long length) {
        long z = (sender * 1_000_003 + number) * 0x9E3779B97F4A7C15L + length;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        return z ^ (z >>> 31);
    }
}
