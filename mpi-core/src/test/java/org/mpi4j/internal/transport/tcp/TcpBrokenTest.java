package org.mpi4j.internal.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.spi.Link;

/** What a rank learns when a channel ends, in order or not. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class TcpBrokenTest {
    @Test
    void tellsOnceThatAConnectionWasReset() throws IOException {
        try (TcpRank a = TcpRank.of(0, 2);
                TcpRank b = TcpRank.of(1, 2)) {
            Link link = connect(a, b);
            SocketChannel socket = b.transport.link(0).channel().socket();
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            b.transport.link(0).channel().unsafe().close(b.transport.link(0).channel().voidPromise());
            TcpRank.pollUntil(() -> !a.broken.isEmpty(), a, b);
            String why = a.broken.getFirst();
            assertTrue(why.contains("local=") && why.contains("remote="), why);
            assertFalse(TcpRank.send(link, "x"));
            for (int i = 0; i < 100; i++) {
                a.transport.poll();
            }
            assertEquals(1, a.broken.size());
            assertTrue(a.transport.flushed());
        }
    }

    @Test
    void tellsThatAConnectionEndedWithoutAGoodbye() throws IOException {
        try (TcpRank a = TcpRank.of(0, 2);
                TcpRank b = TcpRank.of(1, 2)) {
            connect(a, b);
            b.transport.link(0).channel().socket().shutdownOutput();
            TcpRank.pollUntil(() -> !a.broken.isEmpty(), a);
            assertTrue(a.broken.getFirst().contains("the peer closed it"), a.broken.getFirst());
        }
    }

    @Test
    void saysNothingOfAnOrderlyEndUntilSomethingIsSent() throws IOException {
        try (TcpRank a = TcpRank.of(0, 2);
                TcpRank b = TcpRank.of(1, 2)) {
            Link link = connect(a, b);
            b.transport.close();
            TcpRank.pollUntil(() -> a.transport.link(1).channel() == null, a);
            for (int i = 0; i < 100; i++) {
                a.transport.poll();
            }
            assertEquals(List.of(), a.broken);
            assertFalse(TcpRank.send(link, "too late"));
            TcpRank.pollUntil(() -> !a.broken.isEmpty(), a);
            assertTrue(a.broken.getFirst().contains("it has ended its part of the job"), a.broken.getFirst());
        }
    }

    @Test
    void deliversWhatCameBeforeTheBreak() throws IOException {
        try (TcpRank a = TcpRank.of(0, 2);
                TcpRank b = TcpRank.of(1, 2)) {
            connect(a, b);
            Link back = b.open(0, a);
            assertTrue(TcpRank.send(back, "last words"));
            b.transport.link(0).channel().socket().shutdownOutput();
            TcpRank.pollUntil(() -> !a.broken.isEmpty(), a);
            assertEquals(List.of("1:last words"), a.frames);
        }
    }

    @Test
    void breaksALinkWhosePeerSendsAFrameOfAnImpossibleSize() throws IOException {
        for (int length : new int[] {-2, Integer.MIN_VALUE, Integer.MAX_VALUE, (512 << 10) + 1}) {
            try (TcpRank a = TcpRank.of(0, 2);
                    TcpRank b = TcpRank.of(1, 2)) {
                connect(a, b);
                ByteBuffer wrong = ByteBuffer.allocate(Frame.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
                Frame.putHeader(wrong, length, 0, 0, 0, 0);
                assertTrue(b.transport.link(0).channel().send(wrong.flip()));
                TcpRank.pollUntil(() -> !a.broken.isEmpty(), a);
                assertTrue(a.broken.getFirst().contains("bytes=" + length), a.broken.getFirst());
            }
        }
    }

    /** Rank 0 has sent rank 1 a frame. */
    private static Link connect(TcpRank a, TcpRank b) {
        Link link = a.open(1, b);
        TcpRank.send(link, "hello");
        TcpRank.pollUntil(() -> !b.frames.isEmpty(), a, b);
        return link;
    }
}
