package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Again;

/** {@link AgainIT} over three hosts that srun alone started the ranks on. */
@Needs(Need.SLURM)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SlurmAgainIT {
    @AfterEach
    void endJobs() throws Exception {
        Slurm.endJobs();
    }

    @ParameterizedTest
    @CsvSource({"none, works", "none, sessions", "pmi2, works", "pmi2, sessions", "pmix, sessions"})
    void worksAgain(String plugin, String how) throws Exception {
        Result result = Slurm.srun(Java.after(List.of("-N3", "-n5", "--mpi=" + plugin), Again.class, how)).run();
        assertEquals(AgainIT.lines(how, 5), result.stdout().lines().sorted().toList(), result.stderr());
        assertEquals("", result.stderr());
        assertEquals(0, result.code());
    }

    @ParameterizedTest
    @CsvSource({"none, killed", "none, ends", "none, throws", "pmi2, killed later", "none, throws later", "none, aborts later", "none, leaves later"})
    void oneFailureEndsTheJob(String plugin, String how) throws Exception {
        String mark = Long.toString(System.nanoTime());
        Result result = Slurm.srun(Java.after(List.of("-N3", "-n5", "--mpi=" + plugin), Again.class, how, mark)).run();
        Survivors.awaitNone(mark, Soon.seconds(1));
        assertNotEquals(0, result.code(), result.stderr());
    }
}
