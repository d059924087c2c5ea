package org.mpi4j.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.internal.boot.exchange.ExchangeOwner;
import org.mpi4j.internal.boot.exchange.ExchangeServer;
import org.mpi4j.internal.net.Ports;

/** What is said of a job's end does not hang on which of several threads speaks first. */
@Timeout(60)
final class JobRunTest {
    private final BlockingQueue<Consumer<JobRun>> events = new LinkedBlockingQueue<>();
    private final Fake keeper = new Fake();
    private ExchangeServer exchange;
    private JobRun run;

    /** Ranks that end when they are told to. */
    private final class Fake implements Keeper {
        final List<RankProcess> ranks = new ArrayList<>();

        RankProcess add(int number) {
            RankProcess rank = new RankProcess(new Placement.Seat(number, 0, "here", number), new RemoteRank(OutputStream.nullOutputStream()), this);
            ranks.add(rank);
            return rank;
        }

        @Override
        public RankProcess spawn(Order order) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void ended(RankProcess rank) {
            ranks.remove(rank);
        }

        @Override
        public void signalAllBut(String signal, @Nullable RankProcess spared) {
            ranks.stream().filter(rank -> rank != spared).forEach(rank -> events.add(job -> job.exited(rank.rank(), 143)));
        }

        @Override
        public void killAll() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void start() throws IOException {
        var plan = new ExchangeServer.Plan("job", 2, new byte[32], ExchangeServer.OnLoss.TELL_OWNER, 0, 10);
        exchange = ExchangeServer.start(plan, new ExchangeOwner() {}, List.of(InetAddress.getLoopbackAddress()), Ports.ANY);
        run = new JobRun(events, List.of(keeper), exchange, 0);
        run.add(keeper.add(0));
        run.add(keeper.add(1));
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"joined exited lost", "joined lost exited", "exited joined lost"})
    void aRankThatEndsWithoutClosingItsMpiIsSaidToHaveDoneSo(String order) throws InterruptedException {
        events.add(job -> job.joined(0));
        for (String what : order.split(" ", -1)) {
            events.add(job -> {
                switch (what) {
                    case "joined" -> job.joined(1);
                    case "exited" -> job.exited(1, 0);
                    default -> job.lost(1);
                }
            });
        }
        Failure failure = run.await();
        assertNotNull(failure);
        assertEquals(1, failure.code());
        assertEquals("rank 1 on here (pid 0) ended with code 0, but without closing its Mpi; the others would wait for it", failure.message());
    }
}
