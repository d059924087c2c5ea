package org.mpi4j.internal.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.fuzz.Flood;
import org.mpi4j.spi.Link;

/** Ten thousand connections of strangers to a rank. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class TcpFloodTest {
    private static final int CONNECTIONS = 10_000;

    @Test
    void messagesGoOnAndANewPeerGetsThrough() throws Exception {
        try (TcpRank rank = TcpRank.of(0, 3);
                TcpRank peer = TcpRank.of(1, 3);
                TcpRank late = TcpRank.of(2, 3)) {
            Link link = peer.open(0, rank);
            TcpRank.send(link, "first");
            TcpRank.pollUntil(() -> !rank.frames.isEmpty(), rank, peer);
            try (Flood flood = Flood.of(CONNECTIONS, rank.port())) {
                TcpRank.pollUntil(() -> flood.opened() > CONNECTIONS / 10, rank, peer);
                TcpRank.send(late.open(0, rank), "late");
                boolean isLateThere = false;
                int sent = 1;
                for (boolean again = true; again; sent++) {
                    again = !flood.isOver() || !isLateThere;
                    rank.frames.clear();
                    assertTrue(TcpRank.send(link, "more"));
                    TcpRank.pollUntil(() -> rank.frames.contains("1:more"), rank, peer, late);
                    isLateThere |= rank.frames.contains("2:late");
                }
                assertTrue(sent > 2, "the flood was over before a message went");
                assertEquals(CONNECTIONS, flood.opened());
            }
            assertEquals(List.of(), rank.broken);
            assertEquals(List.of(), peer.broken);
            assertEquals(List.of(), late.broken);
        }
    }
}
