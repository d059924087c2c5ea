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
import org.junit.jupiter.api.io.TempDir;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Fails;

/** A host is lost while a job runs on it: the job ends, says which host it was, and leaves nothing behind. */
@Needs(Need.VIRTUAL_HOSTS)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostLossIT {
    private final String mark = "lost-" + System.nanoTime();

    @TempDir
    private Path folder;

    @BeforeEach
    @AfterEach
    void restore() throws Exception {
        link("up");
        Slurm.endJobs();
        Soon.await("three idle hosts", Duration.ofMinutes(2), () -> Slurm.command("sinfo", "-h", "-n", "node1,node2,node4", "-t", "idle", "-o", "%D").run().stdout().equals("3\n"));
    }

    @Test
    void allProcessesOfAHostAreKilled() throws Exception {
        try (Started started = start(4, "0s")) {
            for (String rank : ranksOn("node4")) {
                Command.of("kill", "-9", rank).run();
            }
            Survivors.awaitNone(mark, Soon.seconds(5));
            Result result = started.await();
            assertNotEquals(0, result.code());
            assertTrue(result.stderr().lines().anyMatch(line -> line.startsWith("mpi4j: rank 4 on node4 ")), result.stderr());
        }
    }

    /** A question every five seconds, which is sent again and again to a lost host, must not keep the kernel from telling that it is lost. */
    @Test
    void theNetworkOfAHostIsCutThatIsAskedNowAndThen() throws Exception {
        try (Started started = start(6, "1000s")) {
            link("down");
            Soon.await("the end of all ranks", Soon.seconds(6 + 5), () -> ranksOn("").isEmpty());
            link("up");
            Result result = started.await();
            assertNotEquals(0, result.code());
            assertTrue(result.stderr().lines().anyMatch(line -> line.startsWith("mpi4j: rank 4 on node4 ")), result.stderr());
        }
    }

    @Test
    void theNetworkOfTheHostOfRankZeroIsCut() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "node4\nnode4\nnode2\n");
        try (Started started = start(Slurm.srun(Java.after(List.of("-n3", "--distribution=arbitrary"), Fails.class, "stays", mark)).with("SLURM_HOSTFILE", hosts.toString()), 4, "0s", 3)) {
            link("down");
            Soon.await("the end of all ranks elsewhere", Soon.seconds(4 + 5), () -> ranksOn("node2").isEmpty());
            link("up");
            Result result = started.await();
            assertNotEquals(0, result.code());
            assertTrue(result.stderr().lines().anyMatch(line -> line.matches("mpi4j: rank 0 on \\S+ ended the job with code 1: rank 0.* is gone: .*")), result.stderr());
        }
    }

    private Started start(int silenceSeconds, String hangTimeout) throws Exception {
        Command srun = Slurm.srun(Java.after(List.of("-w", "node1,node2,node4", "-n5", "--distribution=block"), Fails.class, "stays", mark));
        Started started = start(srun, silenceSeconds, hangTimeout, 5);
        assertEquals(1, ranksOn("node4").size());
        return started;
    }

    private static Started start(Command srun, int silenceSeconds, String hangTimeout, int size) throws Exception {
        Started started = srun.with("MPI4J_BOOT_SILENCE", silenceSeconds + "s").with("MPI4J_HANG_TIMEOUT", hangTimeout).within(Duration.ofSeconds(200)).start();
        started.awaitOutput(text -> text.equals("up\n".repeat(size)));
        return started;
    }

    private static void link(String state) throws Exception {
        assertEquals(0, Command.of("/usr/sbin/ip", "link", "set", "ve4", state).run().code());
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
