package org.mpi4j.internal.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody between two ranks sees and can do, with TLS and without. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class TcpTlsTest {
    private static TcpRank rank(int rank, String tls) throws IOException {
        return TcpRank.of(rank, 2, TcpRank.SECRET, Map.of("mpi4j.tls", tls));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void whoListensUnderstandsOnlyPlainTalk(String tls) throws IOException {
        try (TcpRank from = rank(1, tls);
                TcpRank to = rank(0, tls);
                Between between = new Between(to.port())) {
            TcpLink link = from.transport.link(0);
            link.open(List.of(between.address()), "between");
            TcpRank.send(link, "nobody else's business");
            TcpRank.pollUntil(() -> !to.frames.isEmpty(), from, to);
            assertEquals(List.of("1:nobody else's business"), to.frames);
            assertEquals(tls.equals("false"), between.hasHeard("nobody else's business"));
        }
    }

    @Test
    void whatIsChangedOnItsWayIsNoFrameAndBreaksTheConnection() throws IOException {
        try (TcpRank from = rank(1, "true");
                TcpRank to = rank(0, "true");
                Between between = new Between(to.port())) {
            TcpLink link = from.transport.link(0);
            link.open(List.of(between.address()), "between");
            TcpRank.send(link, "first");
            TcpRank.pollUntil(() -> !to.frames.isEmpty(), from, to);
            between.meddle();
            TcpRank.send(link, "second");
            TcpRank.pollUntil(() -> !to.broken.isEmpty(), from, to);
            assertEquals(List.of("1:first"), to.frames);
            assertTrue(to.broken.getFirst().contains("the connection broke"), to.broken.getFirst());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void oneRankWithTlsAndOneWithoutDoNotTalk(String tls) throws IOException {
        try (TcpRank from = rank(1, tls);
                TcpRank to = rank(0, tls.equals("true") ? "false" : "true")) {
            TcpRank.send(from.open(0, to), "hello");
            TcpRank.pollUntil(() -> !from.broken.isEmpty(), from, to);
            assertTrue(from.broken.getFirst().contains("the handshake"), from.broken.getFirst());
            assertEquals(List.of(), to.frames);
        }
    }

    @Test
    void anotherKeyThanTheOneThatWasProvenIsRefused() throws Exception {
        TlsIdentity mine = TlsIdentity.create();
        TlsIdentity theirs = TlsIdentity.create();
        TlsIdentity stranger = TlsIdentity.create();
        assertEquals("TLSv1.3", agree(mine.engine(true, theirs.digest()), theirs.engine(false, mine.digest())));
        assertThrows(SSLException.class, () -> agree(mine.engine(true, theirs.digest()), stranger.engine(false, mine.digest())), "as acceptor");
        assertThrows(SSLException.class, () -> agree(stranger.engine(true, theirs.digest()), theirs.engine(false, mine.digest())), "as connector");
        assertFalse(Arrays.equals(mine.digest(), theirs.digest()));
    }

    /** Passes bytes to and fro until both have keys; returns the protocol. */
    private static String agree(SSLEngine client, SSLEngine server) throws SSLException {
        ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 16);
        client.beginHandshake();
        server.beginHandshake();
        while (isAgreeing(client) || isAgreeing(server)) {
            step(client, toClient, toServer);
            step(server, toServer, toClient);
        }
        return client.getSession().getProtocol();
    }

    private static boolean isAgreeing(SSLEngine engine) {
        return engine.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, FINISHED, NOT_HANDSHAKING -> {
                engine.unwrap(in.flip(), ByteBuffer.allocate(1 << 15));
                in.compact();
            }
        }
    }
}
