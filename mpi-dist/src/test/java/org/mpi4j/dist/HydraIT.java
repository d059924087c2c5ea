package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Fails;
import org.mpi4j.dist.program.Ring;

/** MPICH's launcher starts the same programs: ranks find each other through PMI-1. */
@Needs(Need.HYDRA)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HydraIT {
    private static final List<String> RING =
            IntStream.range(0, 5).mapToObj(r -> r + "/5 got " + (r + 4) % 5 + " sum 10").toList();

    @Test
    void ranksFindEachOtherOverThePortOfTheLauncher() throws Exception {
        Result result = Command.of(Java.after(List.of("mpiexec.hydra", "-pmi-port", "-n", "5"), Ring.class)).run();
        assertEquals(RING, hostless(result), result.stderr());
        assertEquals("", result.stderr());
        assertEquals(0, result.code());
    }

    @Test
    void ranksFindEachOtherOverAnInheritedDescriptor() throws Exception {
        Command mpiexec = Command.of(Java.after(List.of("mpiexec.hydra", "-n", "5"), Ring.class));
        Result result = mpiexec.with("JDK_JAVA_OPTIONS", "--enable-native-access=ALL-UNNAMED").run();
        assertEquals(RING, hostless(result), result.stderr());
        String note = "NOTE: Picked up JDK_JAVA_OPTIONS: --enable-native-access=ALL-UNNAMED"; // Hydra mixes the ranks' notes and ends of lines
        assertEquals("", result.stderr().replace(note, "").strip());
        assertEquals(0, result.code());
    }

    /** The JDK then warns, but there is no other way to the descriptor. Hydra may mix the warnings of several ranks within a line. */
    @Test
    void worksWithoutLeaveToCallNativeFunctions() throws Exception {
        Result result = Command.of(Java.after(List.of("mpiexec.hydra", "-n", "5"), Ring.class)).run();
        assertEquals(RING, hostless(result), result.stderr());
        assertFalse(result.stderr().contains("Exception"), result.stderr());
        assertEquals(0, result.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"throws", "exits", "aborts", "killed"})
    void oneFailureEndsTheJob(String how) throws Exception {
        String mark = how + "-" + System.nanoTime();
        Result result = Command.of(Java.after(List.of("mpiexec.hydra", "-pmi-port", "-n", "3"), Fails.class, how, mark)).run();
        Survivors.awaitNone(mark, Soon.seconds(1));
        assertTrue(result.stdout().contains("up"), result.stderr());
        assertNotEquals(0, result.code(), result.stderr());
    }

    private static List<String> hostless(Result result) {
        return result.stdout().lines().map(line -> line.replaceFirst(" \\S+ got", " got")).sorted().toList();
    }
}
