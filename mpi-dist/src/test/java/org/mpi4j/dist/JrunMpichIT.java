package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mpi4j.dist.Started.Result;

/** jrun starts programs of MPICH, which find each other through its PMI-1. */
@Needs({Need.MPICH, Need.SSH_HOSTS})
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JrunMpichIT {
    @TempDir
    private static Path folder;

    private static Path program;

    @BeforeAll
    static void compile() throws Exception {
        program = folder.resolve("ring");
        Path source = Path.of(System.getProperty("mpi4j.checkout"), "mpi-dist/src/test/c/ring.c");
        Result result = Command.of("mpicc.mpich", "-o", program.toString(), source.toString()).run();
        assertEquals(0, result.code(), result.stderr());
    }

    private static List<String> ring(int size) {
        return IntStream.range(0, size).mapToObj(r -> r + "/" + size + " got " + (r + size - 1) % size + " sum " + size * (size - 1) / 2).toList();
    }

    private static List<String> hostless(Result result) {
        return result.stdout().lines().map(line -> line.replaceFirst(" \\S+ got", " got").replaceFirst(" app.*", "")).sorted().toList();
    }

    @Test
    void ranksFindEachOther() throws Exception {
        Result result = Command.jrun("-n", "4", program.toString()).run();
        assertEquals(ring(4), hostless(result), result.stderr());
        assertEquals("", result.stderr());
        assertEquals(0, result.code());
    }

    @Test
    void eachOfSeveralProgramsKnowsItsNumber() throws Exception {
        Result result = Command.jrun("-n", "1", program.toString(), ":", "-n", "2", program.toString()).run();
        assertEquals(ring(3), hostless(result), result.stderr());
        assertEquals(List.of("0", "1", "1"), result.stdout().lines().sorted().map(line -> line.replaceFirst(".* app ", "")).toList());
    }

    @ParameterizedTest
    @CsvSource({"exits, 7, exited with code 7", "leaves, 1, without closing its Mpi", "aborts, 3, MPI_Abort was called", "killed, 137, SIGKILL"})
    void oneFailureEndsTheJob(String how, int code, String said) throws Exception {
        String mark = how + "-" + System.nanoTime();
        Result result = Command.jrun("-n", "3", program.toString(), how, mark).run();
        Survivors.awaitNone(mark, Soon.seconds(1));
        assertEquals(code, result.code(), result.stderr());
        List<String> summary = result.stderr().lines().filter(line -> line.startsWith("jrun: ")).toList();
        assertEquals(1, summary.size(), result.stderr());
        assertTrue(summary.getFirst().startsWith("jrun: rank 1 on ") && summary.getFirst().contains(said), result.stderr());
    }

    @Test
    void ranksOnHostsThatShareNoLoopbackFindEachOther() throws Exception {
        String alsoSaysWhere = program + " | sed \"s/$/ $(hostname)/\"";
        Result result = Hosts.jrun("--host", "node[1-2]:2,node3", "-x", "FI_PROVIDER=tcp", "sh", "-c", alsoSaysWhere).run();
        assertEquals(ring(5), hostless(result), result.stderr());
        assertTrue(result.stdout().lines().allMatch(line -> line.matches("\\d/5 (\\S+) got .* \\1")), result.stdout());
    }
}
