package org.mpi4j.fuzz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stranger who opens connections to a port as fast as he can: some say nothing, some talk nonsense, some are left with half of something said, some are reset. He
 * keeps a few thousand open. Thread-safe.
 */
public final class Flood implements AutoCloseable {
    private static final int KEPT = 3_000;

    private final int port;
    private final int connections;
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Thread thread = Thread.ofPlatform().daemon().name("flood").unstarted(this::run);
    private volatile boolean closed;

    private Flood(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** Begins at once. */
    public static Flood of(int connections, int port) {
        Flood flood = new Flood(port, connections);
        flood.thread.start();
        return flood;
    }

    /** How many connections have been tried. */
    public int opened() {
        return opened.get();
    }

    /** How many of them were not taken at all. */
    public int refused() {
        return refused.get();
    }

    public boolean isOver() {
        return !thread.isAlive();
    }

    private void run() {
        Random random = new Random(7);
        ArrayDeque<SocketChannel> kept = new ArrayDeque<>();
        try {
            while (!closed && opened.get() < connections) {
                try {
                    SocketChannel stranger = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                    stranger.configureBlocking(false);
                    kept.addLast(stranger);
                    talk(stranger, random);
                } catch (IOException _) {
                    refused.incrementAndGet();
                }
                opened.incrementAndGet();
                if (kept.size() > KEPT) {
                    kept.removeFirst().close();
                }
            }
        } catch (IOException _) {
            // closing one of them
        } finally {
            kept.forEach(Flood::drop);
        }
    }

    private static void talk(SocketChannel stranger, Random random) throws IOException {
        byte[] nonsense = new byte[1 + random.nextInt(300)];
        random.nextBytes(nonsense);
        switch (random.nextInt(4)) {
            case 0 -> stranger.write(ByteBuffer.wrap(nonsense));
            case 1 -> stranger.write(ByteBuffer.wrap(nonsense, 0, 1));
            case 2 -> {
                stranger.setOption(StandardSocketOptions.SO_LINGER, 0);
                stranger.close();
            }
            default -> stranger.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        }
    }

    private static void drop(SocketChannel stranger) {
        try {
            stranger.setOption(StandardSocketOptions.SO_LINGER, 0);
            stranger.close();
        } catch (IOException _) {
            // it was closed before
        }
    }

    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
