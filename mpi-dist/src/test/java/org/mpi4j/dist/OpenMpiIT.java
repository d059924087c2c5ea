package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Again;
import org.mpi4j.dist.program.Fails;
import org.mpi4j.dist.program.Ring;

/** Open MPI's launcher starts the same programs: ranks find each other through PMIx, by the library that is installed. */
@Needs(Need.OPEN_MPI)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OpenMpiIT {
    private static Command mpirun(int ranks, String option, Class<?> main, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of("mpirun.openmpi", "--allow-run-as-root", "--oversubscribe", "-n", Integer.toString(ranks)));
        line.addAll(List.of(Java.line(main, arguments)));
        line.add(line.indexOf("-cp"), option);
        return Command.of(line.toArray(String[]::new)).with("HOME", System.getProperty("user.home"));
    }

    private static Command mpirun(int ranks, Class<?> main, String... arguments) throws Exception {
        return mpirun(ranks, "--enable-native-access=ALL-UNNAMED", main, arguments);
    }

    @Test
    void ranksFindEachOther() throws Exception {
        Result result = mpirun(5, Ring.class).run();
        List<String> lines = result.stdout().lines().map(line -> line.replaceFirst(" \\S+ got", " got")).sorted().toList();
        assertEquals(IntStream.range(0, 5).mapToObj(r -> r + "/5 got " + (r + 4) % 5 + " sum 10").toList(), lines, result.stderr());
        assertEquals("", result.stderr());
        assertEquals(0, result.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"works", "sessions"})
    void aProcessMayUseMpiAgain(String how) throws Exception {
        Result result = mpirun(3, Again.class, how).run();
        assertEquals(3, result.stdout().lines().filter(line -> line.contains("/3 sum ")).count(), result.stderr());
        assertEquals(0, result.code());
    }

    @Test
    void oneProcessIsAJobOfOne() throws Exception {
        assertTrue(mpirun(1, Ring.class).run().stdout().startsWith("0/1 "));
    }

    @ParameterizedTest
    @CsvSource({"throws, 1", "exits, 7", "aborts, 3", "killed, 137", "leaves, 1"})
    void oneFailureEndsTheJob(String how, int code) throws Exception {
        String mark = how + "-" + System.nanoTime();
        Result result = mpirun(3, Fails.class, how, mark).run();
        Survivors.awaitNone(mark, Soon.seconds(1));
        assertEquals(code, result.code(), result.stderr());
        assertTrue(result.stderr().contains("mpi4j: rank 1 on ") || result.stderr().contains("Exception in thread"), result.stderr());
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM"})
    void nothingIsLeftWhenMpirunEnds(String signal) throws Exception {
        String mark = signal + "-" + System.nanoTime();
        try (Started started = mpirun(3, Fails.class, "waits", mark).start()) {
            started.awaitOutput(text -> text.lines().filter("up"::equals).count() == 3);
            started.signal(signal);
            assertNotEquals(0, started.await().code());
            Survivors.awaitNone(mark, Soon.seconds(5));
        }
    }

    @Test
    void thatPmixIsSwitchedOffIsTold() throws Exception {
        Result result = mpirun(2, "-Dmpi4j.pmi=off", Ring.class).run();
        assertNotEquals(0, result.code());
        assertTrue(result.stderr().contains("this process is one of several that Open MPI's mpiexec started"), result.stderr());
    }

    /** As on a host without the library: nobody serves these names, and nothing but the loading can fail. */
    @Test
    void aMissingLibraryIsToldWithARemedy() throws Exception {
        List<String> line = new ArrayList<>(List.of("unshare", "-r", "-m", "sh", "-c",
                "for f in $(PATH=$PATH:/sbin ldconfig -p | sed -n 's/.*libpmix.so.2 .*=> //p'); do mount --bind /dev/null $(readlink -f $f); done; exec \"$@\"", "sh"));
        line.addAll(List.of(Java.line(Ring.class)));
        line.add(line.indexOf("-cp"), "--enable-native-access=ALL-UNNAMED");
        Result result = Command.of(line.toArray(String[]::new)).with("PMIX_NAMESPACE", "job").with("PMIX_RANK", "0").run();
        assertEquals(1, result.code());
        assertTrue(result.stderr().contains("a launcher that speaks PMIx has started this process, and libpmix.so.2 cannot be loaded; install it"), result.stderr());
    }
}
