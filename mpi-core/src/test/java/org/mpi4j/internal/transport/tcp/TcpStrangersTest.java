package org.mpi4j.internal.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    void closesASilentConnectionInTime() throws IOException {
        try (TcpRank rank = TcpRank.of(0, 2);
                SocketChannel stranger = connect(rank)) {
            assertTrue(isClosedByPeer(stranger, rank));
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
