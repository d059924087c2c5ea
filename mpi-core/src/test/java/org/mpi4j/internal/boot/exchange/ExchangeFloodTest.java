package org.mpi4j.internal.boot.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.fuzz.Flood;
import org.mpi4j.internal.boot.exchange.ExchangeServer.OnLoss;
import org.mpi4j.internal.net.HostPort;
import org.mpi4j.internal.net.Ports;

/** Ten thousand connections of strangers to a job's exchange. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class ExchangeFloodTest {
    private static final int CONNECTIONS = 10_000;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final byte[] secret = Secret.create();
    private final BlockingQueue<JobEnd> ends = new LinkedBlockingQueue<>();

    private ExchangeClient join(ExchangeServer server, int rank) {
        Member member = new Member("job", rank, 3, SecretSource.known(secret), "host", 0, "rank 0", 10);
        return ExchangeClient.join(member, List.of(new HostPort("127.0.0.1", server.port())), new JoinLimits(LIMIT_NANOS, LIMIT_NANOS, true), ends::add);
    }

    @Test
    void theJobGoesOnAndLetsItsOwnIn() throws Exception {
        ExchangeServer.Plan plan = new ExchangeServer.Plan("job", 3, secret, OnLoss.END_JOB, 0, 10);
        try (ExecutorService threads = Executors.newCachedThreadPool();
                ExchangeServer server = ExchangeServer.start(plan, new ExchangeOwner() {}, List.of(InetAddress.getLoopbackAddress()), Ports.ANY)) {
            List<ExchangeClient> ranks = new ArrayList<>(List.of(join(server, 0), join(server, 1)));
            try (Flood flood = Flood.of(CONNECTIONS, server.port())) {
                while (flood.opened() < CONNECTIONS / 10) {
                    Thread.onSpinWait();
                }
                ranks.add(join(server, 2));
                int rounds = 0;
                for (boolean again = true; again; rounds++) {
                    again = !flood.isOver();
                    List<Future<?>> fences = new ArrayList<>();
                    ranks.forEach(rank -> fences.add(threads.submit(rank::fence)));
                    for (Future<?> fence : fences) {
                        fence.get(LIMIT_NANOS, TimeUnit.NANOSECONDS);
                    }
                }
                assertTrue(rounds > 1, "the flood was over before the job did anything");
                assertEquals(CONNECTIONS, flood.opened());
                assertEquals(0, flood.refused());
            }
            assertTrue(ends.isEmpty(), ends.toString());
            ranks.reversed().forEach(ExchangeClient::goodbye);
        }
    }
}
