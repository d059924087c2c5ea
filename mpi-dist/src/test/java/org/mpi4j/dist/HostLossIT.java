package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Fails;

/** A host is lost while a job runs on it: the job ends, says which host it was, and leaves nothing behind. */
@Needs(Need.VIRTUAL_HOSTS)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostLossIT {
    /** How long a host may be silent before it is taken for lost; as the jobs are told. */
    private static final int SILENCE_SECONDS = 4;

    private final String mark = "lost-" + System.nanoTime();

    @BeforeEach
    @AfterEach
    void restore() throws Exception {
        link("up");
        Slurm.endJobs();
        Soon.await("three idle hosts", Duration.ofMinutes(2), () -> Slurm.command("sinfo", "-h", "-n", "node[1-3]", "-t", "idle", "-o", "%D").run().stdout().equals("3\n"));
    }

    @Test
    void allProcessesOfAHostAreKilled() throws Exception {
        try (Started started = start()) {
            for (String rank : ranksOn("node3")) {
                Command.of("kill", "-9", rank).run();
            }
            Survivors.awaitNone(mark, Soon.seconds(5));
            Result result = started.await();
            assertNotEquals(0, result.code());
            assertTrue(result.stderr().lines().anyMatch(line -> line.startsWith("mpi4j: rank 4 on node3 ")), result.stderr());
        }
    }

    @Test
    void theNetworkOfAHostIsCut() throws Exception {
        try (Started started = start()) {
            link("down");
            Soon.await("the end of all ranks", Soon.seconds(SILENCE_SECONDS + 5), () -> ranksOn("").isEmpty());
            link("up");
            Result result = started.await();
            assertNotEquals(0, result.code());
            assertTrue(result.stderr().lines().anyMatch(line -> line.startsWith("mpi4j: rank 4 on node3 ")), result.stderr());
        }
    }

    private Started start() throws Exception {
        Command srun = Slurm.srun(Java.after(List.of("-w", "node[1-3]", "-n5", "--distribution=block"), Fails.class, "stays", mark));
        Started started = srun.with("MPI4J_BOOT_SILENCE", SILENCE_SECONDS + "s").within(Duration.ofSeconds(200)).start();
        started.awaitOutput(text -> text.equals("up\n".repeat(5)));
        assertEquals(1, ranksOn("node3").size());
        return started;
    }

    private static void link(String state) throws Exception {
        assertEquals(0, Command.of("/usr/sbin/ip", "link", "set", "ve3", state).run().code());
    }

    /** The processes of this test's ranks on the hosts whose names begin so. Their srun, which waits for a lost host, is none of them. */
    private List<String> ranksOn(String host) throws IOException {
        List<String> ranks = new ArrayList<>();
        for (String found : Survivors.of(mark)) {
            String pid = found.substring(0, found.indexOf(' '));
            if (environment(pid).contains("SLURMD_NODENAME=" + host)) {
                ranks.add(pid);
            }
        }
        return ranks;
    }

    private static String environment(String pid) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", pid, "environ")), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return ""; // it has ended meanwhile
        }
    }
}
