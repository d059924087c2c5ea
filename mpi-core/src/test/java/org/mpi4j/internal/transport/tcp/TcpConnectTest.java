package org.mpi4j.internal.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.spi.Link;

/** How two ranks come to one channel, whatever is in the way. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class TcpConnectTest {
    private static final String ENDS = "from host=a to host=b";
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void endsWithOneChannelWhenBothConnectAtOnce() throws IOException {
        long seed = System.nanoTime();
        System.out.println("TcpConnectTest seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            try (TcpRank a = TcpRank.of(0, 2);
                    TcpRank b = TcpRank.of(1, 2)) {
                connectAtRandom(a, b, random);
                TcpChannel one = a.transport.link(1).channel();
                TcpChannel other = b.transport.link(0).channel();
                assertEquals(one.localAddress().getPort(), other.remoteAddress().getPort(), "the same channel at both ends, round=" + i);
                assertEquals(List.of(), a.broken);
                assertEquals(List.of(), b.broken);
            }
        }
    }

    private static void connectAtRandom(TcpRank a, TcpRank b, SplittableRandom random) {
        Link toB = null;
        Link toA = null;
        int sentByA = 0;
        int sentByB = 0;
        while (a.frames.size() < 20 || b.frames.size() < 20) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    toB = toB == null ? a.open(1, b) : toB;
                    sentByA += sentByA < 20 && TcpRank.send(toB, "n" + sentByA) ? 1 : 0;
                }
                case 1 -> {
                    toA = toA == null ? b.open(0, a) : toA;
                    sentByB += sentByB < 20 && TcpRank.send(toA, "n" + sentByB) ? 1 : 0;
                }
                case 2 -> a.transport.poll();
                default -> b.transport.poll();
            }
        }
        for (int i = 0; i < 20; i++) {
            assertEquals("0:n" + i, b.frames.get(i));
            assertEquals("1:n" + i, a.frames.get(i));
        }
    }

    @Test
    void goesOnToTheAddressThatAnswers() throws IOException {
        try (TcpRank a = TcpRank.of(0, 2);
                TcpRank b = TcpRank.of(1, 2);
                ServerSocket silent = new ServerSocket(0, 1, LOOPBACK)) {
            TcpLink link = a.transport.link(1);
            link.open(List.of(
                    new InetSocketAddress(LOOPBACK, closedPort()),
                    new InetSocketAddress(LOOPBACK, silent.getLocalPort()),
                    new InetSocketAddress("192.0.2.1", 9),
                    new InetSocketAddress(LOOPBACK, b.port())), ENDS);
            assertTrue(TcpRank.send(link, "hello"));
            TcpRank.pollUntil(() -> !b.frames.isEmpty(), a, b);
            assertEquals(List.of("0:hello"), b.frames);
            assertEquals(List.of(), a.broken);
        }
    }

    @Test
    void saysOfEachAddressHowItFailed() throws IOException {
        try (TcpRank a = TcpRank.of(0, 2)) {
            int one = closedPort();
            int other = closedPort();
            a.transport.link(1).open(List.of(new InetSocketAddress(LOOPBACK, one), new InetSocketAddress(LOOPBACK, other)), ENDS);
            TcpRank.pollUntil(() -> !a.broken.isEmpty(), a);
            String why = a.broken.getFirst();
            assertTrue(why.contains(ENDS + ", tried 127.0.0.1:"), why);
            assertTrue(why.contains(":" + one + ": Connection refused"), why);
            assertTrue(why.contains(":" + other + ": Connection refused"), why);
            a.transport.poll();
            assertEquals(1, a.broken.size());
            assertFalse(why.contains("frames lost"), why);
            assertFalse(TcpRank.send(a.transport.link(1), "x"));
            assertTrue(a.transport.flushed());
        }
    }

    @Test
    void saysThatFramesAreLostThatWaitedForTheConnection() throws IOException {
        try (TcpRank a = TcpRank.of(0, 2)) {
            TcpLink link = a.transport.link(1);
            link.open(List.of(new InetSocketAddress(LOOPBACK, closedPort())), ENDS);
            assertTrue(TcpRank.send(link, "accepted"));
            TcpRank.pollUntil(() -> !a.broken.isEmpty(), a);
            assertTrue(a.broken.getFirst().endsWith("frames lost"), a.broken.getFirst());
        }
    }

    @Test
    void givesUpOnAPeerThatNeverAnswers() throws IOException {
        try (TcpRank a = TcpRank.of(0, 2, TcpRank.SECRET, Map.of("mpi4j.tcp.handshake.timeout", "200ms"));
                ServerSocket silent = new ServerSocket(0, 1, LOOPBACK)) {
            a.transport.link(1).open(List.of(new InetSocketAddress(LOOPBACK, silent.getLocalPort())), ENDS);
            TcpRank.pollUntil(() -> !a.broken.isEmpty(), a);
            assertTrue(a.broken.getFirst().contains("it did not answer"), a.broken.getFirst());
        }
    }

    @Test
    void waitsForAPeerThatComputesAndHasOnlyItsHostAnswer() throws IOException {
        try (TcpRank a = TcpRank.of(0, 2, TcpRank.SECRET, Map.of("mpi4j.tcp.connect.timeout", "50ms"));
                TcpRank b = TcpRank.of(1, 2)) {
            assertTrue(TcpRank.send(a.open(1, b), "early"));
            long beganNanos = System.nanoTime();
            TcpRank.pollUntil(() -> System.nanoTime() - beganNanos > 1_000_000_000L, a);
            assertEquals(List.of(), a.broken);
            TcpRank.pollUntil(() -> !b.frames.isEmpty(), a, b);
            assertEquals(List.of("0:early"), b.frames);
        }
    }

    @Test
    void connectsToManyPeersAFewAtATime() throws IOException {
        int peers = 40;
        List<TcpRank> all = new ArrayList<>();
        try {
            for (int rank = 0; rank <= peers; rank++) {
                all.add(TcpRank.of(rank, peers + 1));
            }
            TcpRank a = all.getFirst();
            for (int peer = 1; peer <= peers; peer++) {
                assertTrue(TcpRank.send(a.open(peer, all.get(peer)), "to " + peer));
            }
            TcpRank.pollUntil(() -> all.stream().skip(1).noneMatch(rank -> rank.frames.isEmpty()), all.toArray(TcpRank[]::new));
            for (int peer = 1; peer <= peers; peer++) {
                assertEquals(List.of("0:to " + peer), all.get(peer).frames);
            }
        } finally {
            for (TcpRank rank : all) {
                rank.close();
            }
        }
    }

    @Test
    void adoptsTheConnectionThatThePeerMade() throws IOException {
        try (TcpRank a = TcpRank.of(0, 2);
                TcpRank b = TcpRank.of(1, 2)) {
            TcpRank.send(b.open(0, a), "first");
            TcpRank.pollUntil(() -> !a.frames.isEmpty(), a, b);
            TcpChannel made = a.transport.link(1).channel();
            assertTrue(TcpRank.send(a.open(1, b), "back"));
            TcpRank.pollUntil(() -> !b.frames.isEmpty(), a, b);
            assertEquals(made, a.transport.link(1).channel());
        }
    }

    @Test
    void listensWithinTheRangeOfPorts() throws IOException {
        int port = closedPort();
        Map<String, String> range = Map.of("mpi4j.tcp.ports", port + "-" + Math.min(65535, port + 20), "mpi4j.tcp.interfaces", "lo,127.0.0.0/8");
        try (TcpRank a = TcpRank.of(0, 2, TcpRank.SECRET, range);
                TcpRank b = TcpRank.of(1, 2, TcpRank.SECRET, range)) {
            assertTrue(a.port() >= port && b.port() > a.port(), a.port() + " " + b.port());
            TcpRank.send(a.open(1, b), "x");
            TcpRank.pollUntil(() -> !b.frames.isEmpty(), a, b);
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        }
    }
}
