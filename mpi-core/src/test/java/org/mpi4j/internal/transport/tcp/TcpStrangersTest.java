package org.mpi4j.internal.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.spi.Link;

/** Who is not of the job gets nothing, costs little, and does not keep those who are from being served. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class TcpStrangersTest {
    @Test
    void doesNotBlameStrangersForTheTimeInWhichNobodyPolled() throws IOException {
        try (TcpRank rank = TcpRank.of(0, 2);
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), rank.port())) {
            assertTrue(silent.isConnected());
            Acceptor acceptor = rank.transport.wires().acceptor();
            TcpRank.pollUntil(() -> !acceptor.isIdle(), rank);
            long now = System.nanoTime() + 20_000_000_000L;
            acceptor.tick(now);
            assertFalse(acceptor.isIdle(), "after a long time without a poll");
            for (int i = 0; i < 60; i++) {
                now += 100_000_000L;
                acceptor.tick(now);
            }
            assertTrue(acceptor.isIdle(), "after six seconds of polls");
        }
    }

    @Test
    void closesOnGarbage() throws IOException {
        try (TcpRank rank = TcpRank.of(0, 2);
                SocketChannel stranger = connect(rank)) {
            stranger.write(ByteBuffer.allocate(1000));
            assertTrue(isClosedByPeer(stranger, rank));
            assertEquals(List.of(), rank.frames);
            assertEquals(List.of(), rank.broken);
        }
    }

    @Test
    void closesOnARepeatedHelloWithoutAProof() throws IOException {
        try (TcpRank rank = TcpRank.of(0, 2);
                SocketChannel stranger = connect(rank)) {
            byte[] hello = new Handshake(1, 2, TcpRank.JOB, new byte[] {9}).hello(0);
            stranger.write(ByteBuffer.wrap(hello));
            stranger.write(ByteBuffer.wrap(hello));
            ByteBuffer answer = ByteBuffer.allocate(1000);
            stranger.configureBlocking(false);
            TcpRank.pollUntil(() -> read(stranger, answer) < 0, rank);
            assertEquals(Handshake.CHALLENGE_BYTES, answer.position(), "the challenge and no more");
        }
    }

    @Test
    void refusesARankWithAnotherSecret() throws IOException {
        try (TcpRank rank = TcpRank.of(0, 2);
                TcpRank impostor = TcpRank.of(1, 2, new byte[] {4, 5}, Map.of())) {
            TcpRank.send(impostor.open(0, rank), "let me in");
            TcpRank.pollUntil(() -> !impostor.broken.isEmpty(), rank, impostor);
            assertTrue(impostor.broken.getFirst().contains("the handshake"), impostor.broken.getFirst());
            assertEquals(List.of(), rank.frames);
            assertEquals(List.of(), rank.broken);
        }
    }

    @Test
    void findsTheRightRankBehindAnAddressOfAnother() throws IOException {
        try (TcpRank rank = TcpRank.of(0, 3);
                TcpRank other = TcpRank.of(1, 3);
                TcpRank wanted = TcpRank.of(2, 3)) {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            TcpLink link = rank.transport.link(2);
            link.open(List.of(new InetSocketAddress(loopback, other.port()), new InetSocketAddress(loopback, wanted.port())), "");
            TcpRank.send(link, "hello");
            TcpRank.pollUntil(() -> !wanted.frames.isEmpty(), rank, other, wanted);
            assertEquals(List.of(), other.frames);
            assertEquals(List.of(), rank.broken);
        }
    }

    @Test
    void servesAPeerAmidHundredsOfSilentConnections() throws IOException {
        List<SocketChannel> strangers = new ArrayList<>();
        try (TcpRank rank = TcpRank.of(0, 2);
                TcpRank peer = TcpRank.of(1, 2)) {
            for (int i = 0; i < 600; i++) {
                SocketChannel stranger = connect(rank);
                stranger.write(ByteBuffer.wrap(new byte[] {(byte) i}));
                strangers.add(stranger);
                rank.transport.poll();
            }
            TcpRank.send(peer.open(0, rank), "through");
            TcpRank.pollUntil(() -> !rank.frames.isEmpty(), rank, peer);
            assertTrue(isClosedByPeer(strangers.getFirst(), rank), "the oldest gave way");
        } finally {
            for (SocketChannel stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void closesConnectionsInTimeThatSayNothingOrAByteNowAndThen() throws IOException {
        try (TcpRank rank = TcpRank.of(0, 2);
                SocketChannel silent = connect(rank);
                SocketChannel slow = connect(rank)) {
            byte[] hello = new Handshake(1, 2, TcpRank.JOB, TcpRank.SECRET).hello(0);
            slow.configureBlocking(false);
            int said = 0;
            for (long nextNanos = System.nanoTime(); read(slow, ByteBuffer.allocate(100)) >= 0; rank.transport.poll()) {
                if (System.nanoTime() - nextNanos >= 0) {
                    assertTrue(said < hello.length, "it was heard to its end, which took ten seconds");
                    trySay(slow, hello[said++]);
                    nextNanos += 100_000_000L;
                }
            }
            assertTrue(isClosedByPeer(silent, rank));
            assertEquals(List.of(), rank.broken);
        }
    }

    /** Between each two bytes of the slow one, a frame of another rank arrives. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void servesOthersWhileAHandshakeComesByteByByte(boolean genuine) throws IOException {
        try (TcpRank rank = TcpRank.of(0, 3);
                TcpRank peer = TcpRank.of(1, 3);
                SocketChannel slow = connect(rank)) {
            slow.configureBlocking(false);
            Link link = peer.open(0, rank);
            Handshake handshake = new Handshake(2, 3, TcpRank.JOB, genuine ? TcpRank.SECRET : new byte[] {9});
            byte[] hello = handshake.hello(0);
            sayAmidFrames(slow, hello, link, rank, peer);
            ByteBuffer challenge = ByteBuffer.allocate(Handshake.CHALLENGE_BYTES);
            TcpRank.pollUntil(() -> read(slow, challenge) < 0 || !challenge.hasRemaining(), rank);
            assertEquals(genuine, handshake.isGenuine(hello, challenge.array()));
            sayAmidFrames(slow, handshake.proof(hello, challenge.array()), link, rank, peer);
            if (genuine) {
                slow.write(ByteBuffer.wrap(new byte[] {Handshake.CONFIRM}));
                TcpRank.pollUntil(() -> rank.transport.link(2).channel() != null, rank);
            } else {
                assertTrue(isClosedByPeer(slow, rank));
            }
            assertEquals(List.of(), rank.broken);
        }
    }

    private static void sayAmidFrames(SocketChannel slow, byte[] message, Link link, TcpRank to, TcpRank from) throws IOException {
        for (byte each : message) {
            slow.write(ByteBuffer.wrap(new byte[] {each}));
            int before = to.frames.size();
            TcpRank.send(link, "meanwhile");
            TcpRank.pollUntil(() -> to.frames.size() > before, to, from);
        }
    }

    @Test
    void refusesAConnectorsBytesSaidAgainWhileTheJobGoesOn() throws IOException {
        try (TcpRank rank = TcpRank.of(0, 2);
                TcpRank peer = TcpRank.of(1, 2);
                Between between = new Between(rank.port())) {
            TcpLink link = peer.transport.link(0);
            link.open(List.of(between.address()), "between");
            TcpRank.send(link, "pay 100");
            TcpRank.pollUntil(() -> !rank.frames.isEmpty(), rank, peer);
            byte[] overheard = between.saidByConnector();
            assertTrue(overheard.length > Handshake.HELLO_BYTES + Handshake.PROOF_BYTES + 1, "the handshake and a frame");
            try (SocketChannel again = connect(rank)) {
                again.write(ByteBuffer.wrap(overheard));
                ByteBuffer answer = ByteBuffer.allocate(1000);
                again.configureBlocking(false);
                TcpRank.pollUntil(() -> read(again, answer) < 0, rank, peer);
                assertTrue(answer.position() <= Handshake.CHALLENGE_BYTES, "the challenge and no more");
            }
            TcpRank.send(link, "well done");
            TcpRank.pollUntil(() -> rank.frames.size() > 1, rank, peer);
            assertEquals(List.of("1:pay 100", "1:well done"), rank.frames);
            assertEquals(List.of(), rank.broken);
            assertEquals(List.of(), peer.broken);
        }
    }

    @Test
    void refusesAnAcceptorsBytesSaidAgain() throws Exception {
        try (TcpRank rank = TcpRank.of(0, 2);
                TcpRank peer = TcpRank.of(1, 2);
                TcpRank later = TcpRank.of(1, 2, TcpRank.SECRET, Map.of("mpi4j.tcp.connect.timeout", "1s"));
                Between between = new Between(rank.port());
                ServerSocket impostor = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            TcpLink link = peer.transport.link(0);
            link.open(List.of(between.address()), "between");
            TcpRank.send(link, "hello");
            TcpRank.pollUntil(() -> !rank.frames.isEmpty(), rank, peer);
            byte[] overheard = between.saidByAcceptor();
            assertEquals(Handshake.CHALLENGE_BYTES + 1, overheard.length);
            BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
            Thread.ofVirtual().start(() -> sayToEach(impostor, overheard, heard));
            TcpLink misled = later.transport.link(0);
            misled.open(List.of(new InetSocketAddress(impostor.getInetAddress(), impostor.getLocalPort())), "misled");
            TcpRank.send(misled, "for rank 0 alone");
            TcpRank.pollUntil(() -> !later.broken.isEmpty(), later);
            assertTrue(later.broken.getFirst().contains("the handshake"), later.broken.getFirst());
            assertEquals(Handshake.HELLO_BYTES, heard.take(), "the hello and no more");
        }
    }

    private static void sayToEach(ServerSocket listener, byte[] message, BlockingQueue<Integer> heard) {
        try {
            while (true) {
                try (Socket socket = listener.accept()) {
                    socket.getOutputStream().write(message);
                    heard.add(socket.getInputStream().readAllBytes().length);
                }
            }
        } catch (IOException _) {
            // the test is over
        }
    }

    private static void trySay(SocketChannel to, byte said) {
        try {
            to.write(ByteBuffer.wrap(new byte[] {said}));
        } catch (IOException _) {
            // it is closed, which the next read tells
        }
    }

    private static SocketChannel connect(TcpRank rank) throws IOException {
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), rank.port()));
    }

    private static boolean isClosedByPeer(SocketChannel stranger, TcpRank rank) throws IOException {
        stranger.configureBlocking(false);
        TcpRank.pollUntil(() -> read(stranger, ByteBuffer.allocate(100)) < 0, rank);
        return true;
    }

    private static int read(SocketChannel from, ByteBuffer to) {
        try {
            return from.read(to);
        } catch (IOException _) {
            return -1;
        }
    }
}
