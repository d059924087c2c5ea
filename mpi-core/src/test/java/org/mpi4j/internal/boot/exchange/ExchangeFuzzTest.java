package org.mpi4j.internal.boot.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.fuzz.Fuzz;
import org.mpi4j.internal.boot.exchange.ExchangeServer.OnLoss;
import org.mpi4j.internal.net.HostPort;
import org.mpi4j.internal.net.Ports;

/** The exchange under bytes of any kind: its frames, its addresses, and its server's door. */
@Timeout(value = 3600, threadMode = SEPARATE_THREAD)
public class ExchangeFuzzTest {
    private static final byte[] SECRET = new byte[32];
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Also the entry of a fuzzer that is guided by coverage. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(input));
        try {
            while (true) {
                drain(Frame.read(in, Frame.RANK_LIMIT_BYTES));
            }
        } catch (EOFException | MalformedFrameException _) {
            // declared
        }
        try {
            HostPort.parse(new String(input, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            // declared
        }
    }

    private static void drain(Frame frame) throws MalformedFrameException {
        for (int i = 0; frame.content().hasRemaining(); i++) {
            switch (i % 4) {
                case 0 -> frame.int32();
                case 1 -> frame.text();
                case 2 -> frame.int64();
                default -> frame.blob();
            }
        }
    }

    private static byte[] hello(int rank) {
        byte[] nonce = new byte[Secret.NONCE_BYTES];
        byte[] proof = new Handshake(SECRET, nonce, nonce, "job", rank, 2).clientProof();
        return new FrameBuilder(FrameType.HELLO).int32(FrameType.VERSION).text("job").int32(rank).int32(2).text("host").int64(1).blob(nonce).blob(proof).toBytes();
    }

    private static byte[] many() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new FrameBuilder(FrameType.ALLGATHER).blob(new byte[40]).toBytes());
        out.writeBytes(new FrameBuilder(FrameType.ABORT).int32(3).text("why").toBytes());
        out.writeBytes(new FrameBuilder(FrameType.GOODBYE).toBytes());
        return out.toByteArray();
    }

    @Test
    void framesAndAddressesAreReadOrRefused() {
        new Fuzz(ExchangeFuzzTest::fuzzerTestOneInput, List.of(hello(1), many(), "[fe80::1]:4000".getBytes(StandardCharsets.UTF_8))).run();
    }

    @Test
    void nothingGetsThroughTheDoor() throws Exception {
        ExchangeServer.Plan plan = new ExchangeServer.Plan("job", 2, SECRET, OnLoss.END_JOB, 0, 10);
        try (ExchangeServer server = ExchangeServer.start(plan, new ExchangeOwner() {}, List.of(InetAddress.getLoopbackAddress()), Ports.ANY)) {
            ExchangeClient first = join(server, 0);
            new Fuzz(input -> knock(server.port(), input), List.of(hello(1), hello(0), many())).run();
            ExchangeClient second = join(server, 1);
            second.goodbye();
            first.goodbye();
        }
    }

    private static ExchangeClient join(ExchangeServer server, int rank) {
        Member member = new Member("job", rank, 2, SecretSource.known(SECRET), "host", 0, "rank 0", 10);
        return ExchangeClient.join(member, List.of(new HostPort("127.0.0.1", server.port())), new JoinLimits(LIMIT_NANOS, LIMIT_NANOS, true), end -> {
            throw new AssertionError(end);
        });
    }

    /** The server's own nonce is another each time, so that even a good hello is none. */
    private static void knock(int port, byte[] input) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoLinger(true, 0);
            socket.setSoTimeout(20_000);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertEquals(FrameType.CHALLENGE, Frame.read(in, Frame.STRANGER_LIMIT_BYTES).type());
            Frame answer = null;
            try {
                socket.getOutputStream().write(input);
                socket.shutdownOutput();
                answer = Frame.read(in, Frame.STRANGER_LIMIT_BYTES);
            } catch (EOFException | SocketException _) {
                return; // closed without a word
            }
            assertEquals(FrameType.REFUSED, answer.type());
        }
    }
}
