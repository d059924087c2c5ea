package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Fails;
import org.mpi4j.dist.program.Hangs;

/** Slurm's daemon of a host is killed while a job runs there: the job goes on, and still ends as jobs do. */
@Needs(Need.VIRTUAL_HOSTS)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SlurmdLossIT {
    private static final Path CLUSTER = Path.of(System.getenv().getOrDefault("SLURM_CONF", "/tmp/cluster/slurm.conf")).getParent();

    private final String mark = "slurmd-" + System.nanoTime();
    private boolean killed;

    @TempDir
    private Path folder;

    /** Starts the daemon again as .ci/cluster/up does. */
    @AfterEach
    void restore() throws Exception {
        if (killed) { // first, as no job ends on a host without it
            assertEquals(0, Slurm.command("nsenter", "--net=/run/netns/node4", "unshare", "-u", "bash", "-c", "hostname node4; exec slurmd -N node4 </dev/null >/dev/null 2>&1").with("PATH", "/usr/bin:/bin:/usr/sbin:/sbin").run().code());
        }
        Slurm.endJobs();
        awaitHost();
    }

    @BeforeEach
    void awaitHost() throws Exception {
        Soon.await("an idle host", Duration.ofMinutes(2), () -> Slurm.command("sinfo", "-h", "-n", "node4", "-t", "idle", "-o", "%D").run().stdout().equals("1\n"));
    }

    private void killDaemon() throws Exception {
        killed = true;
        String pid = Files.readString(CLUSTER.resolve("slurmd.node4.pid")).strip();
        assertEquals(0, Command.of("kill", "-9", pid).run().code());
    }

    private static Command job(String launcher, Class<?> program, String... arguments) throws Exception {
        List<String> hosts = List.of("-w", "node2,node4", "-N2", "-n2");
        if (launcher.equals("srun")) {
            return Slurm.srun(Java.after(hosts, program, arguments));
        }
        List<String> line = new ArrayList<>(List.of("salloc", "-Q", "-J", Slurm.JOB_NAME));
        line.addAll(hosts);
        line.add("jrun");
        return Slurm.command(Java.after(line, program, arguments));
    }

    @ParameterizedTest
    @ValueSource(strings = {"srun", "jrun"})
    void aJobThatRunsGoesOnToItsEnd(String launcher) throws Exception {
        Path goOn = folder.resolve("go-on");
        try (Started started = job(launcher, Hangs.class, "until", goOn.toString(), mark).start()) {
            started.awaitOutput(text -> text.equals("up\nup\n"));
            killDaemon();
            Files.createFile(goOn);
            Result result = started.await();
            assertEquals("", result.stderr());
            assertEquals(0, result.code());
        }
        Survivors.awaitNone(mark, Soon.seconds(5));
    }

    /** Slurm itself can end nothing on that host now; the ranks do it themselves. */
    @Test
    void aRankThatIsKilledThenStillEndsTheJob() throws Exception {
        try (Started started = job("srun", Fails.class, "stays", mark).start()) {
            started.awaitOutput(text -> text.equals("up\nup\n"));
            killDaemon();
            String rank = Survivors.of("Fails stays " + mark).stream().filter(line -> line.contains("bin/java ") && !line.contains("srun")).findFirst().orElseThrow();
            assertEquals(0, Command.of("kill", "-9", rank.substring(0, rank.indexOf(' '))).run().code());
            Survivors.awaitNone("Fails stays " + mark, Soon.seconds(5));
        }
    }
}
