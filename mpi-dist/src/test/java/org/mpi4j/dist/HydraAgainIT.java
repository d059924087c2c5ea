package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Again;

/** {@link AgainIT} where MPICH's launcher started the ranks, and rank 0 serves the exchange. */
@Needs(Need.HYDRA)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HydraAgainIT {
    private static final List<String> MPIEXEC = List.of("mpiexec.hydra", "-pmi-port", "-n", "3");

    @ParameterizedTest
    @ValueSource(strings = {"works", "sessions"})
    void worksAgain(String how) throws Exception {
        Result result = Command.of(Java.after(MPIEXEC, Again.class, how)).run();
        assertEquals(AgainIT.lines(how, 3), result.stdout().lines().sorted().toList(), result.stderr());
        assertEquals("", result.stderr());
        assertEquals(0, result.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"killed", "ends", "throws", "killed later", "throws later", "aborts later"})
    void oneFailureEndsTheJob(String how) throws Exception {
        String mark = Long.toString(System.nanoTime());
        Result result = Command.of(Java.after(MPIEXEC, Again.class, how, mark)).run();
        Survivors.awaitNone(mark, Soon.seconds(1));
        assertNotEquals(0, result.code(), result.stderr());
    }
}
