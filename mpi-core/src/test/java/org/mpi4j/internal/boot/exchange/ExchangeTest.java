package org.mpi4j.internal.boot.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.internal.boot.exchange.ExchangeServer.OnLoss;
import org.mpi4j.internal.net.HostPort;
import org.mpi4j.internal.net.Ports;

@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class ExchangeTest {
    private static final byte[] SECRET = Secret.create();
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final JoinLimits LIMITS = new JoinLimits(LIMIT_NANOS, LIMIT_NANOS, true);
    private static final List<InetAddress> LOOPBACK = List.of(InetAddress.getLoopbackAddress());

    private final RecordingOwner owner = new RecordingOwner();
    private final BlockingQueue<JobEnd> ends = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : toClose) {
            resource.close();
        }
        threads.shutdownNow();
    }

    @Test
    void gathersInRankOrderFromSixtyFourRanks() throws Exception {
        int size = 64;
        ExchangeServer server = server(size, OnLoss.END_JOB, 0);
        List<Future<?>> ranks = new ArrayList<>();
        for (int r = 0; r < size; r++) {
            int rank = r;
            ranks.add(threads.submit(() -> {
                ExchangeClient client = join(server, rank, size);
                for (int round = 0; round < 3; round++) {
                    byte[] mine = (round + "/" + "x".repeat(rank * 100) + rank).getBytes(UTF_8);
                    List<byte[]> all = client.allgather(mine);
                    assertEquals(size, all.size());
                    for (int peer = 0; peer < size; peer++) {
                        assertEquals(round + "/" + "x".repeat(peer * 100) + peer, new String(all.get(peer), UTF_8));
                    }
                    client.fence();
                }
                client.goodbye();
            }));
        }
        for (Future<?> rank : ranks) {
            rank.get();
        }
        assertTrue(server.awaitAllGone(LIMIT_NANOS));
        assertNull(ends.poll());
    }

    @Test
    void fenceHoldsUntilTheLastHasCome() throws Exception {
        ExchangeServer server = server(2, OnLoss.END_JOB, 0);
        ExchangeClient first = join(server, 0, 2);
        Future<?> fenced = threads.submit(first::fence);
        ExchangeClient last = join(server, 1, 2);
        assertFalse(fenced.isDone());
        last.fence();
        fenced.get();
    }

    @Test
    void abortReachesEveryRankAndTheOwner() throws Exception {
        ExchangeServer server = server(3, OnLoss.TELL_OWNER, 0);
        List<ExchangeClient> ranks = IntStream.range(0, 3).mapToObj(r -> join(server, r, 3)).toList();
        String trace = "java.lang.IllegalStateException: no\n\tat Main.main\n".repeat(20_000);
        Future<List<byte[]>> waiting = threads.submit(() -> ranks.get(0).allgather(new byte[1]));
        ranks.get(1).abort(7, trace);
        for (int i = 0; i < 2; i++) {
            JobEnd end = ends.take();
            assertEquals(JobEnd.Cause.ABORTED, end.cause());
            assertEquals(7, end.code());
            assertEquals(1, end.rank());
            assertEquals("host1", end.host());
            assertTrue(end.reason().startsWith("java.lang.IllegalStateException: no"));
        }
        assertThrows(Exception.class, waiting::get);
        awaitEvent("ended ABORTED 7 by 1");
        assertNull(ends.poll(), "the aborting rank itself is not told");
    }

    @Test
    void deathOfARankEndsTheOthers() throws Exception {
        ExchangeServer server = server(3, OnLoss.END_JOB, 0);
        join(server, 0, 3);
        join(server, 1, 3);
        Attempt.Joined dying = attempt(server, 2, 3).join();
        dying.socket().close();
        for (int i = 0; i < 2; i++) {
            JobEnd end = ends.take();
            assertEquals(JobEnd.Cause.RANK_LOST, end.cause());
            assertEquals(2, end.rank());
            assertEquals("rank 2 on host2 ended before it had finalised", end.reason());
        }
        awaitEvent("lost 2 on host2");
    }

    @Test
    void deathOfARankIsTheOwnersMatterIfSoPlanned() throws Exception {
        ExchangeServer server = server(2, OnLoss.TELL_OWNER, 0);
        ExchangeClient living = join(server, 0, 2);
        attempt(server, 1, 2).join().socket().close();
        awaitEvent("lost 1 on host1");
        assertNull(ends.poll());
        server.end(new JobEnd(JobEnd.Cause.ABORTED, 137, 1, "host1", "killed"));
        assertEquals(137, ends.take().code());
        assertThrows(MpiException.class, living::fence);
    }

    @Test
    void lossOfTheServerIsAnEventUnlessTheRankHasSaidGoodbye() throws Exception {
        ExchangeServer server = server(2, OnLoss.END_JOB, 0);
        join(server, 0, 2);
        join(server, 1, 2).goodbye();
        awaitEvent("left 1");
        server.close();
        JobEnd end = ends.take();
        assertEquals(JobEnd.Cause.SERVER_LOST, end.cause());
        assertTrue(end.reason().startsWith("rank 0 is gone"), end.reason());
        assertNull(ends.poll());
    }

    @Test
    void refusesStrangersOtherJobsAndSecondComers() throws Exception {
        ExchangeServer server = server(2, OnLoss.END_JOB, 0);
        join(server, 0, 2);
        assertRefused(server, new Member("other", 1, 2, SecretSource.known(SECRET), "h", 0, "x", 10), "this server serves another job");
        assertRefused(server, new Member("job", 1, 2, SecretSource.known(new byte[32]), "h", 0, "x", 10), "the secret of the job is another one");
        assertRefused(server, new Member("job", 1, 3, SecretSource.known(SECRET), "h", 0, "x", 10), "the job has another size, size=2");
        assertRefused(server, new Member("job", 2, 2, SecretSource.known(SECRET), "h", 0, "x", 10), "the job has another size, size=2");
        assertRefused(server, new Member("job", 0, 2, SecretSource.known(SECRET), "h", 0, "x", 10), "this rank has joined already");
        assertNull(ends.poll(), "no stranger does any harm");
    }

    @Test
    void failsAtOnceIfItsOwnServerRefuses() throws Exception {
        ExchangeServer server = server(2, OnLoss.END_JOB, 0);
        join(server, 0, 2);
        MpiException e = assertThrows(MpiException.class, () -> join(server, 0, 2));
        assertTrue(e.getMessage().contains("refused: this rank has joined already"), e.getMessage());
        assertTrue(e.getMessage().startsWith("cannot join the job"), e.getMessage());
    }

    @Test
    void waitsForItsNextServerIfTheLastOneStillServes() throws Exception {
        ExchangeServer last = server(2, OnLoss.END_JOB, 0);
        join(last, 1, 2).goodbye();
        ServerSocket shut = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        shut.close();
        List<HostPort> candidates = List.of(candidate(last), new HostPort("127.0.0.1", shut.getLocalPort()));
        Future<ExchangeClient> again = threads.submit(() -> ExchangeClient.join(member(1, 2), candidates, LIMITS, ends::add));
        ExchangeServer.Plan plan = new ExchangeServer.Plan("job", 2, SECRET, OnLoss.END_JOB, 0, 10);
        ExchangeServer next = ExchangeServer.start(plan, owner, LOOPBACK, new Ports(shut.getLocalPort(), shut.getLocalPort()));
        toClose.add(next);
        again.get().goodbye();
        assertTrue(ends.isEmpty());
    }

    @Test
    void dropsStrangersThatTalkNonsenseAndBoundsThoseThatSayNothing() throws Exception {
        ExchangeServer server = server(2, OnLoss.END_JOB, 0);
        ExchangeClient first = join(server, 0, 2);
        try (Socket web = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            web.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
            Frame.read(new DataInputStream(web.getInputStream()), 100);
            assertEnds(web);
        }
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            silent.add(socket);
            toClose.add(socket);
        }
        Frame.read(new DataInputStream(silent.getFirst().getInputStream()), 100);
        assertEnds(silent.getFirst());
        ExchangeClient second = join(server, 1, 2);
        Future<?> fenced = threads.submit(first::fence);
        second.fence();
        fenced.get();
    }

    @Test
    void findsTheRightServerAmongWrongOnes() throws Exception {
        ExchangeServer server = server(1, OnLoss.END_JOB, 0);
        ExchangeServer.Plan foreign = new ExchangeServer.Plan("foreign", 1, new byte[32], OnLoss.END_JOB, 0, 10);
        ExchangeServer wrong = ExchangeServer.start(foreign, owner, LOOPBACK, Ports.ANY);
        toClose.add(wrong);
        ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        toClose.add(mute);
        ServerSocket shut = new ServerSocket(0);
        shut.close();
        List<HostPort> candidates = IntStream.of(mute.getLocalPort(), shut.getLocalPort(), wrong.port(), server.port())
                .mapToObj(port -> new HostPort("127.0.0.1", port))
                .toList();
        ExchangeClient client = ExchangeClient.join(member(0, 1), candidates, LIMITS, ends::add);
        client.fence();
        client.goodbye();
    }

    @Test
    void saysWhatItTriedWhenNobodyAnswers() throws Exception {
        ServerSocket shut = new ServerSocket(0);
        shut.close();
        List<HostPort> candidates = List.of(new HostPort("127.0.0.1", shut.getLocalPort()));
        MpiException e = assertThrows(
                MpiException.class, () -> ExchangeClient.join(member(0, 1), candidates, new JoinLimits(TimeUnit.MILLISECONDS.toNanos(100), LIMIT_NANOS, true), ends::add));
        assertTrue(e.getMessage().contains("127.0.0.1:" + shut.getLocalPort() + " (Connection refused)"), e.getMessage());
    }

    @Test
    void endsTheJobWhenARankNeverJoins() throws Exception {
        ExchangeServer server = server(3, OnLoss.END_JOB, TimeUnit.MILLISECONDS.toNanos(300));
        join(server, 1, 3);
        JobEnd end = ends.take();
        assertEquals(0, end.rank());
        assertTrue(end.reason().startsWith("2 of 3 ranks have not joined the job within"), end.reason());
        assertTrue(end.reason().endsWith("rank 0, 2"), end.reason());
    }

    @Test
    void endsTheJobRatherThanHangWhenARankLeavesWhileOthersCallACollective() throws Exception {
        ExchangeServer server = server(2, OnLoss.END_JOB, 0);
        ExchangeClient waiting = join(server, 0, 2);
        ExchangeClient ending = join(server, 1, 2);
        ending.goodbye();
        ending.close();
        MpiException e = assertThrows(MpiException.class, waiting::fence);
        assertTrue(e.getMessage().contains("rank 1 has finalised and ended"), e.getMessage());
    }

    @Test
    void endsTheJobRatherThanHangWhenTheProcessOfARankHasEndedThatNeverJoined() throws Exception {
        ExchangeServer server = server(3, OnLoss.TELL_OWNER, 0);
        ExchangeClient waiting = join(server, 0, 3);
        Future<?> fenced = threads.submit(waiting::fence);
        server.gone(1);
        ExecutionException e = assertThrows(ExecutionException.class, fenced::get);
        assertTrue(e.getCause().getMessage().contains("rank 1 has ended without calling Mpi.init"), e.getCause().getMessage());
        assertEquals(1, ends.take().rank());
    }

    @Test
    void aRankThatHasSaidGoodbyeMayReturn() throws Exception {
        ExchangeServer server = server(2, OnLoss.TELL_OWNER, 0);
        ExchangeClient stays = join(server, 0, 2);
        ExchangeClient comesBack = join(server, 1, 2);
        for (int round = 0; round < 3; round++) {
            comesBack.goodbye();
            awaitEvent("left 1");
            comesBack.goodbye();
            Future<?> fenced = threads.submit(stays::fence);
            comesBack.comeBack();
            awaitEvent("returned 1");
            comesBack.fence();
            fenced.get();
        }
        assertNull(owner.events.poll());
        assertNull(ends.poll());
    }

    @Test
    void whoTakesPartLearnsOfEachRankThatHasEnded() throws Exception {
        ExchangeServer server = server(3, OnLoss.END_JOB, 0);
        BlockingQueue<Integer> seenByFirst = new LinkedBlockingQueue<>();
        BlockingQueue<Integer> seenByLast = new LinkedBlockingQueue<>();
        join(server, 0, 3, seenByFirst);
        ExchangeClient ends1 = join(server, 1, 3);
        ExchangeClient last = join(server, 2, 3, seenByLast);
        last.goodbye();
        ends1.goodbye();
        ends1.close();
        assertEquals(1, seenByFirst.take());
        assertTrue(seenByLast.isEmpty(), "who takes no part is not told");
        last.comeBack();
        assertEquals(1, seenByLast.take());
        assertNull(ends.poll());
    }

    @Test
    void whereTheOwnerIsToldOfLossesItTellsWhoHasEndedInGoodOrder() throws Exception {
        ExchangeServer server = server(2, OnLoss.TELL_OWNER, 0);
        BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
        join(server, 0, 2, seen);
        join(server, 1, 2).goodbye();
        awaitEvent("left 1");
        assertTrue(seen.isEmpty());
        server.gone(1);
        assertEquals(1, seen.take());
    }

    @Test
    void aServerThatWaitsForAllToLeaveIsNotHeldUpByOneThatIsBackAlready() throws Exception {
        ExchangeServer server = server(2, OnLoss.END_JOB, 0);
        ExchangeClient serves = join(server, 0, 2);
        ExchangeClient other = join(server, 1, 2);
        for (int round = 0; round < 3; round++) {
            Future<?> fenced = threads.submit(serves::fence);
            other.fence();
            fenced.get();
            other.goodbye();
            other.comeBack();
            assertFalse(server.awaitAllGone(0));
            serves.goodbye();
            assertTrue(server.awaitAllGone(LIMIT_NANOS));
            serves.comeBack();
        }
    }

    @Test
    void theEndOfARankThatServesHarmsNobodyAfterItsGoodbye() throws Exception {
        ExchangeServer server = server(3, OnLoss.END_JOB, 0);
        ExchangeClient serves = join(server, 0, 3);
        ExchangeClient stays = join(server, 1, 3);
        ExchangeClient away = join(server, 2, 3);
        away.goodbye();
        serves.goodbye();
        server.close();
        MpiException e = assertThrows(MpiException.class, stays::fence);
        assertEquals(ErrorClass.PROC_FAILED, e.errorClass());
        away.comeBack();
        e = assertThrows(MpiException.class, away::fence);
        assertEquals(ErrorClass.PROC_FAILED, e.errorClass());
        assertNull(ends.poll());
    }

    @Test
    void theEndOfARankThatServesAndHasReturnedEndsTheOthers() throws Exception {
        ExchangeServer server = server(2, OnLoss.END_JOB, 0);
        ExchangeClient serves = join(server, 0, 2);
        join(server, 1, 2);
        serves.goodbye();
        serves.comeBack();
        awaitEvent("returned 0");
        server.close();
        assertEquals(JobEnd.Cause.SERVER_LOST, ends.take().cause());
        assertEquals(JobEnd.Cause.SERVER_LOST, ends.take().cause(), "also told to the rank that serves, which lives on here");
    }

    @Test
    void aRankThatReturnsTooLateIsToldThatTheJobHasEnded() throws Exception {
        ExchangeServer server = server(2, OnLoss.TELL_OWNER, 0);
        ExchangeClient away = join(server, 0, 2);
        away.goodbye();
        join(server, 1, 2).abort(7, "enough");
        awaitEvent("ended ABORTED 7 by 1");
        assertNull(ends.poll(), "who takes no part is left alone");
        MpiException e = assertThrows(MpiException.class, () -> {
            while (ends.isEmpty()) {
                away.comeBack();
                away.goodbye();
            }
        });
        assertTrue(e.getMessage().contains("enough"), e.getMessage());
        assertEquals("enough", ends.take().reason());
    }

    @Test
    void tellsARankThatJoinsTooLate() throws Exception {
        ExchangeServer server = server(2, OnLoss.END_JOB, 0);
        server.end(new JobEnd(JobEnd.Cause.ABORTED, 3, JobEnd.NO_RANK, "", "enough"));
        awaitEvent("ended ABORTED 3 by -1");
        join(server, 0, 2);
        assertEquals("enough", ends.take().reason());
    }

    @Test
    void readsWhereAServerListens() {
        assertEquals(new HostPort("node1", 80), HostPort.parse("node1:80"));
        assertEquals(new HostPort("::1", 80), HostPort.parse("[::1]:80"));
        assertEquals("[::1]:80", new HostPort("::1", 80).toString());
        for (String bad : List.of("node1", ":80", "node1:", "node1:x", "node1:0", "node1:65536")) {
            assertThrows(IllegalArgumentException.class, () -> HostPort.parse(bad), bad);
        }
    }

    private ExchangeServer server(int size, OnLoss onLoss, long joinLimitNanos) throws IOException {
        ExchangeServer.Plan plan = new ExchangeServer.Plan("job", size, SECRET, onLoss, joinLimitNanos, 10);
        ExchangeServer server = ExchangeServer.start(plan, owner, LOOPBACK, Ports.ANY);
        toClose.add(server);
        return server;
    }

    private ExchangeClient join(ExchangeServer server, int rank, int size) {
        return ExchangeClient.join(member(rank, size), List.of(candidate(server)), LIMITS, ends::add);
    }

    private ExchangeClient join(ExchangeServer server, int rank, int size, BlockingQueue<Integer> gone) {
        ExchangeListener listener = new ExchangeListener() {
            @Override
            public void ended(JobEnd end) {
                ends.add(end);
            }

            @Override
            public void gone(int peer) {
                gone.add(peer);
            }
        };
        return ExchangeClient.join(member(rank, size), List.of(candidate(server)), LIMITS, listener);
    }

    private static Member member(int rank, int size) {
        return new Member("job", rank, size, SecretSource.known(SECRET), "host" + rank, 0, "rank 0", 10);
    }

    private static HostPort candidate(ExchangeServer server) {
        return new HostPort("127.0.0.1", server.port());
    }

    private static Attempt attempt(ExchangeServer server, int rank, int size) {
        return new Attempt(member(rank, size), candidate(server), LIMIT_NANOS, System.nanoTime() + LIMIT_NANOS);
    }

    private static void assertRefused(ExchangeServer server, Member member, String why) {
        Attempt attempt = new Attempt(member, candidate(server), LIMIT_NANOS, System.nanoTime() + LIMIT_NANOS);
        assertEquals("refused: " + why, assertThrows(IOException.class, attempt::join).getMessage());
    }

    private static void assertEnds(Socket socket) throws IOException {
        try {
            assertEquals(-1, socket.getInputStream().read());
        } catch (java.net.SocketException _) {
            // reset: ended too
        }
    }

    private void awaitEvent(String wanted) throws InterruptedException {
        String event = owner.events.take();
        while (!event.equals(wanted)) {
            event = owner.events.take();
        }
    }
}
