package org.mpi4j.internal.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.fuzz.Fuzz;
import org.mpi4j.internal.net.Address;
import org.mpi4j.internal.net.Place;
import org.mpi4j.spi.FrameReceiver;

/** The wires between ranks under bytes of any kind: frames, what ranks publish, proofs, and a rank's door. */
@Timeout(value = 3600, threadMode = SEPARATE_THREAD)
public class TcpFuzzTest {
    private static final int MAX_PAYLOAD = 1 << 10;
    private static final byte[] SECRET = {1, 2, 3};

    /** Also the entry of a fuzzer that is guided by coverage. */
    public static void fuzzerTestOneInput(byte[] input) {
        Card.decode(input);
        Handshake handshake = new Handshake(0, 2, "job", SECRET);
        byte[] hello = Arrays.copyOf(input, Handshake.HELLO_BYTES);
        byte[] challenge = Arrays.copyOf(input, Handshake.CHALLENGE_BYTES);
        assertFalse(handshake.isGenuine(hello, challenge));
        assertFalse(handshake.isProven(hello, challenge, Arrays.copyOf(input, Handshake.PROOF_BYTES)));
        handshake.sender(hello);
    }

    private static byte[] frame(int length, int payload) {
        ByteBuffer frame = ByteBuffer.allocate(Frame.HEADER_BYTES + payload).order(ByteOrder.LITTLE_ENDIAN);
        Frame.putHeader(frame, length, 1, 2, 3, 4);
        return frame.array();
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }

    @Test
    void cardsAndProofsAreReadOrRefused() throws IOException {
        byte[] hello = new Handshake(1, 2, "job", SECRET).hello(0);
        byte[] card = new Card(new byte[Card.HOST_BYTES], "node1", 4000, List.of(new Address(Place.WIRE, InetAddress.getByAddress(new byte[] {10, 0, 0, 1})))).encode();
        assertNotNull(Card.decode(card));
        new Fuzz(TcpFuzzTest::fuzzerTestOneInput, List.of(hello, card, new Handshake(0, 2, "job", new byte[] {4}).challenge(hello))).run();
    }

    /** Arrives in pieces, as it does on a wire; what is handed on lies within what has come. */
    @Test
    void framesAreHandedOnWholeOrTheLinkEnds() throws IOException {
        try (TcpRank rank = TcpRank.of(0, 2)) {
            BufferPool pool = new BufferPool(2 * (Frame.HEADER_BYTES + MAX_PAYLOAD));
            FrameReceiver receiver = new FrameReceiver() {
                @Override
                public void frame(int peer, long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {
                    assertEquals(length, payload.asSlice(offset, length).byteSize());
                }

                @Override
                public void broken(int peer, String why, boolean lossy) {
                    throw new AssertionError(why);
                }
            };
            byte[] good = concat(frame(0, 0), frame(100, 100), frame(7, 7), frame(MAX_PAYLOAD, MAX_PAYLOAD), frame(1, 1));
            new Fuzz(input -> read(rank, pool, receiver, input), List.of(good, frame(Frame.GOODBYE, 0), frame(3, 3))).run();
        }
    }

    private static void read(TcpRank rank, BufferPool pool, FrameReceiver receiver, byte[] input) {
        FrameReader reader = new FrameReader(new TcpLink(rank.transport, 1, MAX_PAYLOAD), receiver, MAX_PAYLOAD);
        WireBuffer in = pool.take();
        int piece = input.length == 0 ? 1 : 1 + (input[input.length - 1] & 0xFF);
        for (int at = 0; at < input.length; ) {
            int count = Math.min(Math.min(piece, input.length - at), in.bytes().remaining());
            if (count == 0) {
                throw new AssertionError("a full buffer without a whole frame, length=" + in.length());
            }
            in.bytes().put(input, at, count);
            at += count;
            reader.channelRead(null, in);
            if (in.isEmpty()) {
                in.clear();
            }
        }
        pool.give(in);
        rank.transport.poll();
        rank.broken.clear();
    }

    @Test
    void nothingGetsThroughTheDoor() throws IOException {
        try (TcpRank rank = TcpRank.of(0, 2, SECRET, Map.of())) {
            byte[] hello = new Handshake(1, 2, TcpRank.JOB, SECRET).hello(0);
            byte[] proof = new byte[Handshake.PROOF_BYTES + 1];
            new Fuzz(input -> knock(rank, input), List.of(hello, concat(hello, proof), concat(hello, hello))).run();
            assertEquals(List.of(), rank.frames);
            assertEquals(List.of(), rank.broken);
            try (TcpRank peer = TcpRank.of(1, 2, SECRET, Map.of())) {
                TcpRank.send(peer.open(0, rank), "through");
                TcpRank.pollUntil(() -> !rank.frames.isEmpty(), rank, peer);
            }
        }
    }

    private static void knock(TcpRank rank, byte[] input) throws IOException {
        try (SocketChannel stranger = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), rank.port()))) {
            stranger.setOption(StandardSocketOptions.SO_LINGER, 0);
            stranger.write(ByteBuffer.wrap(input));
            for (int i = 0; i < 3; i++) {
                rank.transport.poll();
            }
        }
    }
}
