package org.mpi4j.internal.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.MpiException;
import org.mpi4j.internal.boot.exchange.ExchangeOwner;
import org.mpi4j.internal.boot.exchange.ExchangeServer;
import org.mpi4j.internal.boot.exchange.JobEnd;
import org.mpi4j.internal.boot.exchange.Secret;
import org.mpi4j.internal.boot.pmi.Pmi1Server;
import org.mpi4j.internal.boot.slurm.PortRange;
import org.mpi4j.internal.net.HostPort;
import org.mpi4j.internal.net.Ports;
import org.mpi4j.internal.settings.Settings;

@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class BootstrapTest {
    private static final HostId HOST = new HostId("node1", "boot");
    private static final Settings SETTINGS = new Settings(_ -> null, _ -> null);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<JobEnd> ends = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aProcessThatNobodyLaunchedIsAJobOfOne() {
        Job job = join(Map.of());
        assertEquals(0, job.rank());
        assertEquals(1, job.size());
        byte[] mine = {1, 2};
        assertArrayEquals(mine, job.allgather(mine).getFirst());
        job.fence();
        job.goodbye(true);
        assertTrue(job.id().matches("[A-Za-z0-9_-]+"), job.id());
        assertNotEquals(job.id(), join(Map.of()).id());
    }

    @Test
    void joinsTheLauncher() throws Exception {
        byte[] secret = Secret.create();
        ExchangeServer.Plan plan = new ExchangeServer.Plan("jrun-1", 3, secret, ExchangeServer.OnLoss.TELL_OWNER, 0, 10);
        try (ExchangeServer server =
                ExchangeServer.start(plan, new ExchangeOwner() {}, List.of(InetAddress.getLoopbackAddress()), Ports.ANY)) {
            List<Map<String, String>> environments = new ArrayList<>();
            for (int rank = 0; rank < 3; rank++) {
                environments.add(Map.of(
                        JobVariables.RANK, "" + rank,
                        JobVariables.SIZE, "3",
                        JobVariables.JOB, "jrun-1",
                        JobVariables.SECRET, HexFormat.of().formatHex(secret),
                        JobVariables.EXCHANGE, "127.0.0.1:" + server.port()));
            }
            assertMeet(environments, "jrun-1", secret);
        }
    }

    @Test
    void ranksOfASlurmStepMeetAtRankZeroAndPassOverTakenPorts() throws Exception {
        List<Integer> ports = PortRange.parse("28000-31999").of(4711, 3);
        try (ServerSocket taken = new ServerSocket(ports.getFirst())) {
            assertTrue(taken.isBound());
            List<Map<String, String>> environments = new ArrayList<>();
            for (int rank = 0; rank < 4; rank++) {
                Map<String, String> environment = new HashMap<>(Map.of(
                        "SLURM_PROCID", "" + rank,
                        "SLURM_STEP_NUM_TASKS", "4",
                        "SLURM_NTASKS", "4",
                        "SLURM_JOB_ID", "4711",
                        "SLURM_STEP_ID", "3",
                        "SLURM_JOB_UID", "0",
                        "SLURM_STEP_NODELIST", "localhost"));
                environments.add(environment);
            }
            assertMeet(environments, "slurm-4711-3", null);
        }
    }

    @Test
    void ranksUnderPmiMeetThoughTheirManagerTakesOnlyShortValues() throws Exception {
        List<Pmi1Server.Seat> seats = IntStream.range(0, 3).mapToObj(rank -> new Pmi1Server.Seat(7 + rank, 0, "here")).toList();
        List<InetAddress> here = List.of(InetAddress.getLoopbackAddress());
        try (Pmi1Server manager = Pmi1Server.start(seats, 50, new ExchangeOwner() {}, here, Ports.ANY)) {
            List<Map<String, String>> environments = new ArrayList<>();
            for (int rank = 0; rank < 3; rank++) {
                environments.add(Map.of("PMI_PORT", "127.0.0.1:" + manager.port(), "PMI_ID", "" + (7 + rank)));
            }
            assertMeet(environments, null, null);
        }
    }

    @Test
    void cardSurvivesItsJourneyThroughPmi() {
        PmiBootstrap.Card card = new PmiBootstrap.Card(
                "pmi-1", Secret.create(), HOST, List.of(new HostPort("10.77.0.1", 4000), new HostPort("fd00::1", 4000)));
        String text = card.encoded();
        assertTrue(text.matches("[A-Za-z0-9_-]+"), text);
        PmiBootstrap.Card decoded = PmiBootstrap.Card.decoded(text);
        assertEquals(card.job(), decoded.job());
        assertArrayEquals(card.secret(), decoded.secret());
        assertEquals(HOST, decoded.host());
        assertEquals(card.candidates(), decoded.candidates());
    }

    @Test
    void refusesAnUnknownVersionOfPmi() {
        Settings settings = new Settings(key -> key.equals("mpi4j.pmi") ? "3" : null, _ -> null);
        assertThrows(MpiException.class, () -> Bootstrap.join(_ -> null, settings, HOST, ends::add));
    }

    @Test
    void thisHostHasANameWithoutAskingANameServer() {
        HostId host = HostId.ofThisProcess();
        assertFalse(host.name().isEmpty());
        assertEquals(host, HostId.ofThisProcess());
        assertEquals(host, HostId.parse(host.toString()));
    }

    private Job join(Map<String, String> environment) {
        return Bootstrap.join(environment::get, SETTINGS, HOST, ends::add);
    }

    private void assertMeet(List<Map<String, String>> environments, String id, byte[] secret) throws Exception {
        int size = environments.size();
        List<Future<?>> ranks = new ArrayList<>();
        for (int r = size - 1; r >= 0; r--) {
            int rank = r;
            ranks.add(threads.submit(() -> {
                Job job = join(environments.get(rank));
                assertEquals(rank, job.rank());
                assertEquals(size, job.size());
                if (id != null) {
                    assertEquals(id, job.id());
                }
                if (secret != null) {
                    assertArrayEquals(secret, job.secret());
                }
                List<byte[]> all = job.allgather(("rank " + rank).getBytes(UTF_8));
                for (int peer = 0; peer < size; peer++) {
                    assertEquals("rank " + peer, new String(all.get(peer), UTF_8));
                }
                job.fence();
                job.goodbye(true);
            }));
        }
        for (Future<?> rank : ranks) {
            rank.get();
        }
        assertTrue(ends.isEmpty(), ends.toString());
    }
}
