package org.mpi4j.internal.boot.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.internal.boot.exchange.ExchangeServer.OnLoss;
import org.mpi4j.internal.boot.exchange.RankState.Activity;
import org.mpi4j.internal.boot.exchange.RankState.Need;
import org.mpi4j.internal.net.HostPort;
import org.mpi4j.internal.net.Ports;

@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class InquiryTest {
    private static final byte[] SECRET = Secret.create();
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final JoinLimits LIMITS = new JoinLimits(LIMIT_NANOS, LIMIT_NANOS, true);
    private static final long HANG_NANOS = TimeUnit.MILLISECONDS.toNanos(800);

    private final BlockingQueue<List<String>> reports = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<String>> hangs = new LinkedBlockingQueue<>();
    private final BlockingQueue<JobEnd> ends = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> toClose = new ArrayList<>();

    private final ExchangeOwner owner = new ExchangeOwner() {
        @Override
        public void reported(List<String> lines) {
            reports.add(lines);
        }

        @Override
        public void hung(List<String> lines) {
            hangs.add(lines);
        }
    };

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : toClose) {
            resource.close();
        }
    }

    @Test
    void tellsWhatEachRankAnswers() throws Exception {
        ExchangeServer server = server(2, OnLoss.TELL_OWNER, 0);
        join(server, 0, 2, answer -> answer.accept(waits(1, 5)));
        join(server, 1, 2, answer -> answer.accept(new RankState(Activity.COMPUTES, 0, List.of(), List.of("at ä"))));
        server.inquire();
        List<String> lines = reports.take();
        assertEquals(List.of("rank 0 on host0 (pid " + pid() + ") waits, and nothing has come for it for 5.0 s", "    in recv",
                "rank 1 on host1 (pid " + pid() + ") computes", "    at ä", "rank 0 waits for rank 1, which computes"), lines);
    }

    @Test
    void tellsOfRanksThatDoNotAnswerOrAreNotThere() throws Exception {
        ExchangeServer server = server(3, OnLoss.TELL_OWNER, 0);
        join(server, 0, 3, _ -> {});
        join(server, 2, 3, answer -> answer.accept(waits(0, 1)));
        server.inquire();
        List<String> lines = reports.take();
        assertTrue(lines.getFirst().startsWith("rank 0 on host0 (pid " + pid() + ") has not answered within 2 s"), lines::toString);
        assertTrue(lines.get(1).startsWith("rank 1 has not joined the job"), lines::toString);
    }

    @Test
    void findsThatAJobHangsOnlyWhenAllRanksHaveWaitedForTheTime() throws Exception {
        AtomicReference<RankState> second = new AtomicReference<>(new RankState(Activity.COMPUTES, 0, List.of(), List.of()));
        ExchangeServer server = server(2, OnLoss.TELL_OWNER, HANG_NANOS);
        BlockingQueue<Boolean> asked = new LinkedBlockingQueue<>();
        join(server, 0, 2, answer -> answer.accept(waits(1, 5)));
        join(server, 1, 2, answer -> {
            asked.add(true);
            answer.accept(second.get());
        });
        awaitQuestions(asked, 4);
        assertNull(hangs.poll(), "rank 1 computes");
        second.set(waits(0, 0));
        awaitQuestions(asked, 4);
        assertNull(hangs.poll(), "rank 1 has waited for a moment only");
        second.set(waits(0, 5));
        assertTrue(hangs.take().getLast().startsWith("wait-for cycle: rank 0 waits for rank 1"));
    }

    @Test
    void takesARankForStillThatIsSilentForTheTime() throws Exception {
        ExchangeServer server = server(2, OnLoss.TELL_OWNER, HANG_NANOS);
        join(server, 0, 2, answer -> answer.accept(waits(1, 5)));
        join(server, 1, 2, _ -> {});
        assertTrue(hangs.take().get(2).contains("has not answered"));
    }

    @Test
    void endsTheJobWhereTheRanksServeThemselves() throws Exception {
        ExchangeServer server = server(2, OnLoss.END_JOB, HANG_NANOS);
        join(server, 0, 2, answer -> answer.accept(waits(1, 5)));
        join(server, 1, 2, answer -> answer.accept(waits(0, 5)));
        for (int i = 0; i < 2; i++) {
            JobEnd end = ends.take();
            assertEquals(125, end.code());
            assertTrue(end.reason().startsWith("the job hangs: no rank has made progress for 0.8 s"), end.reason());
        }
        assertEquals(1, hangs.size());
    }

    private static void awaitQuestions(BlockingQueue<Boolean> asked, int count) throws InterruptedException {
        asked.clear();
        for (int i = 0; i < count; i++) {
            asked.take();
        }
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private static RankState waits(int on, int seconds) {
        return new RankState(Activity.WAITS, TimeUnit.SECONDS.toNanos(seconds), List.of(new Need(on, "recv tag 3")), List.of("in recv"));
    }

    private ExchangeServer server(int size, OnLoss onLoss, long hangNanos) throws IOException {
        var plan = new ExchangeServer.Plan("job", size, SECRET, onLoss, 0, 10, hangNanos);
        ExchangeServer server = ExchangeServer.start(plan, owner, List.of(InetAddress.getLoopbackAddress()), Ports.ANY);
        toClose.add(server);
        return server;
    }

    private void join(ExchangeServer server, int rank, int size, Consumer<Consumer<RankState>> answers) {
        ExchangeListener listener = new ExchangeListener() {
            @Override
            public void ended(JobEnd end) {
                ends.add(end);
            }

            @Override
            public void asked(Consumer<RankState> answer) {
                answers.accept(answer);
            }
        };
        Member member = new Member("job", rank, size, SecretSource.known(SECRET), "host" + rank, 0, "rank 0", 10);
        toClose.addFirst(ExchangeClient.join(member, List.of(new HostPort("127.0.0.1", server.port())), LIMITS, listener)::close);
    }
}
