package org.mpi4j.internal.transport.shm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;
import org.mpi4j.spi.Sleeper;

/**
 * Wakes processes by empty datagrams over the loopback interface. Confined to the driver.
 *
 * <p>The channel is opened when first needed, for a short program never sleeps. A datagram that is lost for want of buffer space
 * does no harm: then others lie there. Where there is no loopback interface, ranks sleep for short times only.
 */
final class LoopbackDoorbell implements Doorbell {
    private static final long LONGEST_UNRUNG_SLEEP_NANOS = 1_000_000;

    private final Sleeper own;
    private final ByteBuffer ring = ByteBuffer.allocateDirect(1);
    private final ByteBuffer rung = ByteBuffer.allocateDirect(1);
    private @Nullable DatagramChannel channel;
    private boolean unavailable;
    private int port;

    LoopbackDoorbell(Sleeper own) {
        this.own = own;
    }

    @Override
    public int port() {
        channel();
        return port;
    }

    @Override
    public void ring(int localRank, int peerPort) {
        DatagramChannel from = channel();
        if (from == null || peerPort == 0) {
            return;
        }
        try {
            from.send(ring.clear(), new InetSocketAddress(InetAddress.getLoopbackAddress(), peerPort));
        } catch (IOException e) {
            log().log(System.Logger.Level.DEBUG, () -> "doorbell not rung: localRank=" + localRank + " port=" + peerPort, e);
        }
    }

    @Override
    public void answer() {
        if (channel == null) {
            return;
        }
        try {
            while (channel.receive(rung.clear()) != null) {}
        } catch (IOException e) {
            giveUp(e);
        }
    }

    @Override
    public long longestSleepNanos() {
        return unavailable ? LONGEST_UNRUNG_SLEEP_NANOS : Long.MAX_VALUE;
    }

    @Override
    public void close() {
        unavailable = true;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            log().log(System.Logger.Level.DEBUG, "doorbell not closed: port=" + port, e);
        }
        channel = null;
    }

    private @Nullable DatagramChannel channel() {
        if (channel == null && !unavailable) {
            try {
                channel = open();
                port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
                own.watch(channel, SelectionKey.OP_READ);
            } catch (IOException e) {
                giveUp(e);
            }
        }
        return channel;
    }

    private static DatagramChannel open() throws IOException {
        DatagramChannel opened = DatagramChannel.open();
        try {
            opened.configureBlocking(false);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /** Looked up where there is something to log, since the first look-up opens every jar of the class path. */
    private static System.Logger log() {
        return System.getLogger(LoopbackDoorbell.class.getName());
    }

    private void giveUp(IOException cause) {
        log().log(System.Logger.Level.DEBUG, "no loopback doorbell; short sleeps instead", cause);
        close();
        port = 0;
    }
}
