package org.mpi4j.internal.boot.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.internal.boot.exchange.Deliveries.Delivery;

/** A host is told by what its kernel acknowledges; of real cables see HostLossIT. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class OutstandingTest {
    private static final int PORT = 0x6F50;
    private static final String HEADING = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
    private static final Deliveries NOTHING = new Deliveries(List.of(HEADING));
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** The kernel prints each word of an address in the machine's own byte order; these are of a little-endian one. */
    private static String native32(String bigEndian) {
        StringBuilder words = new StringBuilder();
        for (int at = 0; at < bigEndian.length(); at += 8) {
            int word = Integer.parseUnsignedInt(bigEndian.substring(at, at + 8), 16);
            words.append(String.format(Locale.ROOT, "%08X", ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(word) : word));
        }
        return words.toString();
    }

    private static String line(String remote, String queued, String timer, String retransmits) {
        return "   9: " + native32("0A4D0003") + ":6F50 " + native32(remote) + ":8C34 01 " + queued + ":00000000 " + timer + ":00000074 " + retransmits + "     0        1 15531691 3 0000000021";
    }

    private static Delivery of(String remoteHex, String remote, String queued, String timer, String retransmits) throws IOException {
        return new Deliveries(List.of(HEADING, line(remoteHex, queued, timer, retransmits))).of(PORT, new InetSocketAddress(InetAddress.getByName(remote), 0x8C34));
    }

    @Test
    void readsTheTablesOfTheKernel() throws IOException {
        assertEquals(Delivery.ALL, of("0A4D0004", "10.77.0.4", "00000000", "02", "00000000"), "idle, with a keepalive");
        assertEquals(Delivery.ON_ITS_WAY, of("0A4D0004", "10.77.0.4", "00000009", "01", "00000000"), "just sent");
        assertEquals(Delivery.ON_ITS_WAY, of("0A4D0004", "10.77.0.4", "00000009", "04", "00000003"), "no room there");
        assertEquals(Delivery.SENT_AGAIN, of("0A4D0004", "10.77.0.4", "00000009", "01", "00000003"));
        assertEquals(Delivery.SENT_AGAIN, of("00000000000000000000FFFF0A4D0004", "10.77.0.4", "00000009", "01", "00000003"), "IPv4 within IPv6");
        assertEquals(Delivery.SENT_AGAIN, of("FD0000000000000000000000000000A4", "fd00::a4", "00000009", "01", "00000003"), "IPv6");
        assertEquals(Delivery.ALL, of("0A4D0004", "10.77.0.5", "00000009", "01", "00000003"), "another host");
    }

    private static Deliveries again() {
        return new Deliveries(List.of(line("0A4D0004", "00000009", "01", "00000003")));
    }

    private static boolean isLost(Outstanding outstanding, Deliveries deliveries, long now) throws IOException {
        return outstanding.isLost(deliveries, PORT, new InetSocketAddress(InetAddress.getByName("10.77.0.4"), 0x8C34), now);
    }

    @Test
    void aHostIsLostThatAcknowledgesNothingForHalfTheSilence() throws IOException {
        Outstanding outstanding = new Outstanding(10);
        long now = System.nanoTime();
        assertFalse(isLost(outstanding, again(), now));
        assertFalse(isLost(outstanding, again(), now + 4 * SECOND));
        assertTrue(isLost(outstanding, again(), now + 5 * SECOND));
    }

    @Test
    void aHostThatAcknowledgesNowAndThenIsSlowAndNotLost() throws IOException {
        Outstanding outstanding = new Outstanding(10);
        long now = System.nanoTime();
        for (int round = 0; round < 5; round++) {
            assertFalse(isLost(outstanding, again(), now += 4 * SECOND));
            assertFalse(isLost(outstanding, NOTHING, now += SECOND));
        }
    }

    @Test
    void theKernelIsAskedOnlyWhileSomethingIsOnItsWay() throws IOException {
        Outstanding outstanding = new Outstanding(10);
        assertFalse(outstanding.takeSome());
        outstanding.sent();
        assertTrue(outstanding.takeSome());
        assertFalse(isLost(outstanding, again(), 0));
        assertTrue(outstanding.takeSome(), "not yet there");
        assertFalse(isLost(outstanding, NOTHING, 0));
        assertFalse(outstanding.takeSome(), "all there");
    }

    /** As a rank that is stopped. */
    @Test
    void aProcessThatDoesNotReadIsNoLostHost() throws IOException {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "not Linux");
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel from = SocketChannel.open(listener.getLocalAddress());
                SocketChannel to = listener.accept()) {
            from.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 14);
            from.configureBlocking(false);
            InetSocketAddress remote = (InetSocketAddress) from.getRemoteAddress();
            assertEquals(Delivery.ALL, Deliveries.now().of(from.socket().getLocalPort(), remote));
            for (int full = 0; full < 100; full = from.write(ByteBuffer.allocate(1 << 16)) == 0 ? full + 1 : 0) {
                Thread.onSpinWait();
            }
            assertEquals(Delivery.ON_ITS_WAY, Deliveries.now().of(from.socket().getLocalPort(), remote));
            assertTrue(to.isOpen());
        }
    }

    @Test
    void aReadWaitsForAsLongAsTheHostLives() throws IOException, InterruptedException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket other = listener.accept()) {
            WatchedInput in = new WatchedInput(socket, 1);
            in.watch();
            in.outstanding().sent();
            Thread late = Thread.ofVirtual().start(() -> sayAfter(2 * socketTimeouts(socket), other));
            assertEquals(7, in.read(), "after two time-outs of the socket");
            late.join();
        }
    }

    private static long socketTimeouts(Socket socket) {
        try {
            return socket.getSoTimeout();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sayAfter(long millis, Socket to) {
        try {
            Thread.sleep(millis);
            to.getOutputStream().write(7);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
