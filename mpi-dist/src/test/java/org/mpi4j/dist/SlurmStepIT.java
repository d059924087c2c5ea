package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Fails;
import org.mpi4j.dist.program.Hangs;
import org.mpi4j.dist.program.Ring;

/** Plain {@code srun java}, with no launcher of ours: ranks find each other over three hosts, and end together. */
@Needs(Need.SLURM)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SlurmStepIT {
    @AfterEach
    void endJobs() throws Exception {
        Slurm.endJobs();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "pmi2", "pmix"})
    void ranksOnThreeHostsFindEachOther(String plugin) throws Exception {
        String alsoSaysWhatSlurmSays = "\"$@\" | sed \"s|$|, $SLURM_PROCID on $(hostname)|\"";
        List<String> srun = List.of("-N3", "-n5", "--mpi=" + plugin, "sh", "-c", alsoSaysWhatSlurmSays, "sh");
        Result result = Slurm.srun(Java.after(srun, Ring.class)).run();
        assertEquals("", result.stderr());
        List<String> lines = result.stdout().lines().sorted().toList();
        assertEquals(5, lines.size(), result.stdout());
        for (int rank = 0; rank < 5; rank++) {
            String expected = rank + "/5 (node\\d) got " + (rank + 4) % 5 + " sum 10, " + rank + " on \\1";
            assertTrue(lines.get(rank).matches(expected), lines.get(rank));
        }
        assertEquals(3, lines.stream().map(line -> line.replaceAll("^\\S+ | got.*", "")).distinct().count(), result.stdout());
        assertEquals(0, result.code());
    }

    /** Slurm's own way could not be gone: there are no such ports. */
    @Test
    void ranksThatMayCallLibrariesFindEachOtherThroughPmix() throws Exception {
        List<String> srun = new ArrayList<>(List.of("-N3", "-n5", "--mpi=pmix"));
        srun.addAll(List.of(Java.line(Ring.class)));
        srun.addAll(srun.indexOf("-cp"), List.of("--enable-native-access=ALL-UNNAMED", "-Dmpi4j.slurm.ports=none"));
        Result result = Slurm.srun(srun.toArray(String[]::new)).run();
        assertEquals("", result.stderr());
        assertEquals(5, result.stdout().lines().filter(line -> line.matches("\\d/5 node\\d got \\d sum 10")).distinct().count(), result.stdout());
        assertEquals(0, result.code());
    }

    @ParameterizedTest
    @CsvSource({
        "none, throws, 1", "pmi2, throws, 1", "pmix, throws, 1", "none, exits, 7", "none, aborts, 3", "none, killed, 137", "none, leaves, 1"
    })
    void oneFailureEndsTheJob(String plugin, String how, int code) throws Exception {
        String mark = how + "-" + System.nanoTime();
        try (Started started = Slurm.srun(Java.after(List.of("-N3", "-n5", "--mpi=" + plugin), Fails.class, how, mark)).start()) {
            started.awaitOutput(text -> text.contains("up"));
            long upNanos = System.nanoTime();
            Result result = started.await();
            assertTrue(System.nanoTime() - upNanos < Soon.seconds(5).toNanos(), () -> "took " + (System.nanoTime() - upNanos) + " ns");
            Survivors.awaitNone(mark, Soon.seconds(1));
            assertEquals(code, result.code(), result.stderr());
            long traces = result.stderr().lines().filter(line -> line.startsWith("Exception in thread")).count();
            assertEquals(how.equals("throws") ? 1 : 0, traces, result.stderr());
        }
    }

    @Test
    void startsTheBenchAsJrunDoes() throws Exception {
        Result result = Slurm.srun("-n5", "mpi-bench", "helloworld").run();
        Greetings.check(5, result);
    }

    @Test
    void rankZeroTellsOfAJobThatHangsAndEndsIt() throws Exception {
        Result result = Slurm.srun(Java.after(List.of("-N2", "-n3"), Hangs.class, "cycle")).with("MPI4J_HANG_TIMEOUT", "2s").run();
        assertEquals(125, result.code(), result.stderr());
        assertTrue(result.stderr().startsWith("mpi4j: the job hangs; what its ranks do:\nrank 0 on node"), result.stderr());
        HangReportIT.assertIsWhole(result.stderr());
        assertTrue(result.stderr().matches("(?s).*\nmpi4j: rank 0 on node\\d ended the job with code 125: the job hangs.*"), result.stderr());
    }
}
