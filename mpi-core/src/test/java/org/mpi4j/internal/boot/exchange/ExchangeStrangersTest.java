package org.mpi4j.internal.boot.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.MpiException;
import org.mpi4j.internal.boot.exchange.ExchangeServer.OnLoss;
import org.mpi4j.internal.net.HostPort;
import org.mpi4j.internal.net.Ports;

/** Who does not know the job's secret gets into no exchange, and serves none. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class ExchangeStrangersTest {
    private static final byte[] SECRET = Secret.create();
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final byte[] GUESS = new byte[32];

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ExchangeServer server;

    @BeforeEach
    void serve() throws IOException {
        ExchangeServer.Plan plan = new ExchangeServer.Plan("job", 2, SECRET, OnLoss.END_JOB, 0, 10);
        server = ExchangeServer.start(plan, new ExchangeOwner() {}, List.of(InetAddress.getLoopbackAddress()), Ports.ANY);
    }

    @AfterEach
    void stop() {
        server.close();
        threads.shutdownNow();
    }

    /** A connection whose other end has said its challenge. */
    private record Greeted(Socket socket, DataInputStream in, byte[] nonce) {
        static Greeted by(int port) throws IOException {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            Frame challenge = Frame.read(in, Frame.STRANGER_LIMIT_BYTES);
            assertEquals(FrameType.VERSION, challenge.int32());
            return new Greeted(socket, in, challenge.blob());
        }

        Frame answerTo(byte[] hello) throws IOException {
            socket.getOutputStream().write(hello);
            return Frame.read(in, Frame.STRANGER_LIMIT_BYTES);
        }
    }

    private static byte[] hello(byte[] secret, byte[] serverNonce, int rank) {
        byte[] mine = new byte[Secret.NONCE_BYTES];
        byte[] proof = new Handshake(secret, serverNonce, mine, "job", rank, 2).clientProof();
        return hello(mine, rank, proof);
    }

    private static byte[] hello(byte[] nonce, int rank, byte[] proof) {
        return new FrameBuilder(FrameType.HELLO).int32(FrameType.VERSION).text("job").int32(rank).int32(2).text("host").int64(1).blob(nonce).blob(proof).toBytes();
    }

    @Test
    void oneWhoKnowsTheSecretIsWelcome() throws IOException {
        assertWelcome();
    }

    private void assertWelcome() throws IOException {
        Greeted greeted = Greeted.by(server.port());
        assertEquals(FrameType.WELCOME, greeted.answerTo(hello(SECRET, greeted.nonce, 1)).type());
    }

    @Test
    void aGuessedSecretIsRefused() throws IOException {
        Greeted greeted = Greeted.by(server.port());
        Frame answer = greeted.answerTo(hello(GUESS, greeted.nonce, 1));
        assertEquals(FrameType.REFUSED, answer.type());
        assertEquals(-1, greeted.in.read());
    }

    @Test
    void aProofThatServedBeforeIsRefused() throws IOException {
        Greeted first = Greeted.by(server.port());
        byte[] overheard = hello(SECRET, first.nonce, 1);
        Greeted second = Greeted.by(server.port());
        assertEquals(FrameType.REFUSED, second.answerTo(overheard).type());
        assertEquals(FrameType.WELCOME, first.answerTo(overheard).type(), "where it belongs");
    }

    @Test
    void aProofOfOneRankIsNoneOfAnother() throws IOException {
        Greeted greeted = Greeted.by(server.port());
        byte[] mine = new byte[Secret.NONCE_BYTES];
        byte[] proof = new Handshake(SECRET, greeted.nonce, mine, "job", 1, 2).clientProof();
        assertEquals(FrameType.REFUSED, greeted.answerTo(hello(mine, 0, proof)).type());
    }

    @Test
    void nothingButAHelloIsTakenFromAStranger() throws IOException {
        for (FrameType type : FrameType.values()) {
            if (type != FrameType.HELLO) {
                Greeted greeted = Greeted.by(server.port());
                greeted.socket.getOutputStream().write(new FrameBuilder(type).int32(1).text("end it").toBytes());
                assertEquals(-1, greeted.in.read(), type::toString);
            }
        }
        assertWelcome();
    }

    @Test
    void whoSaysOneByteNowAndThenIsClosedInTime() throws IOException {
        Greeted greeted = Greeted.by(server.port());
        greeted.socket.setSoTimeout(200);
        byte[] hello = hello(SECRET, greeted.nonce, 1);
        long beganNanos = System.nanoTime();
        int said = 0;
        while (!isClosed(greeted, hello[said++])) {
            assertTrue(said < hello.length, "it was let in");
        }
        assertTrue(System.nanoTime() - beganNanos < TimeUnit.SECONDS.toNanos(30));
    }

    /** Between each two bytes of the slow one, somebody else is greeted. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHelloThatComesByteByByteHoldsUpNobody(boolean genuine) throws IOException {
        Greeted slow = Greeted.by(server.port());
        for (byte each : hello(genuine ? SECRET : GUESS, slow.nonce, 1)) {
            slow.socket.getOutputStream().write(each);
            Greeted.by(server.port()).socket.close();
        }
        assertEquals(genuine ? FrameType.WELCOME : FrameType.REFUSED, Frame.read(slow.in, Frame.STRANGER_LIMIT_BYTES).type());
    }

    private static boolean isClosed(Greeted by, byte next) {
        try {
            by.socket.getOutputStream().write(next);
            return by.in.read() < 0;
        } catch (java.net.SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    // ---- servers that are none ----

    /** What a rank says of a server that answers its hello by {@code answer}. */
    private String joinOne(Answer answer) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Future<?> impostor = threads.submit((Callable<?>) () -> {
                try (Socket socket = listener.accept()) {
                    byte[] nonce = Secret.random(Secret.NONCE_BYTES);
                    socket.getOutputStream().write(new FrameBuilder(FrameType.CHALLENGE).int32(FrameType.VERSION).blob(nonce).blob(new byte[0]).toBytes());
                    Frame hello = Frame.read(new DataInputStream(socket.getInputStream()), Frame.STRANGER_LIMIT_BYTES);
                    socket.getOutputStream().write(answer.to(hello));
                    socket.getInputStream().readAllBytes();
                }
                return null;
            });
            Member member = new Member("job", 1, 2, SecretSource.known(SECRET), "host", 0, "rank 0", 10);
            Attempt attempt = new Attempt(member, new HostPort("127.0.0.1", listener.getLocalPort()), LIMIT_NANOS, System.nanoTime() + LIMIT_NANOS);
            IOException e = assertThrows(IOException.class, attempt::join);
            impostor.get();
            assertTrue(!(e instanceof RefusedException refused) || !refused.isFinal(), "it was believed");
            return e.getMessage();
        }
    }

    @FunctionalInterface
    private interface Answer {
        byte[] to(Frame hello) throws IOException;
    }

    @Test
    void aServerThatSendsARanksOwnProofBackIsNone() throws Exception {
        String said = joinOne(hello -> {
            hello.int32();
            hello.text();
            hello.int32();
            hello.int32();
            hello.text();
            hello.int64();
            hello.blob();
            return new FrameBuilder(FrameType.WELCOME).blob(hello.blob()).toBytes();
        });
        assertEquals("the server does not know the job's secret", said);
    }

    @Test
    void aServerWithoutTheSecretDoesNotEndTheSearch() throws Exception {
        String said = joinOne(_ -> new FrameBuilder(FrameType.REFUSED).text("go away").int32(1).blob(new byte[32]).toBytes());
        assertEquals("the server does not know the job's secret", said);
    }

    @Test
    void theRightServerIsFoundBesideOneThatIsNone() throws Exception {
        ExchangeServer.Plan foreign = new ExchangeServer.Plan("job", 2, GUESS, OnLoss.END_JOB, 0, 10);
        try (ExchangeServer impostor = ExchangeServer.start(foreign, new ExchangeOwner() {}, List.of(InetAddress.getLoopbackAddress()), Ports.ANY)) {
            Member member = new Member("job", 1, 2, SecretSource.known(SECRET), "host", 0, "rank 0", 10);
            List<HostPort> places = List.of(new HostPort("127.0.0.1", impostor.port()), new HostPort("127.0.0.1", server.port()));
            ExchangeClient.join(member, places, new JoinLimits(LIMIT_NANOS, LIMIT_NANOS, true), _ -> {}).goodbye();
            MpiException e = assertThrows(
                    MpiException.class, () -> ExchangeClient.join(member, places.subList(0, 1), new JoinLimits(TimeUnit.MILLISECONDS.toNanos(300), LIMIT_NANOS, true), _ -> {}));
            assertTrue(e.getMessage().contains("the secret of the job is another one"), e.getMessage());
        }
    }
}
