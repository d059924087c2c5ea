package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Fails;
import org.mpi4j.dist.program.Ring;

/** jrun inside an allocation that salloc has got. */
@Needs(Need.SLURM)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SlurmAllocationIT {
    @AfterEach
    void endJobs() throws Exception {
        Slurm.endJobs();
    }

    @Test
    void usesTheWholeAllocation() throws Exception {
        Result result = jrun(List.of(), Ring.class);
        assertEquals(ring(5), hostless(result), result.stderr());
        assertEquals(3, result.stdout().lines().map(line -> line.replaceAll("^\\S+ | got.*", "")).distinct().count(), result.stdout());
        assertEquals("", result.stderr());
        assertEquals(0, result.code());
    }

    @Test
    void startsAsManyRanksAsItIsTold() throws Exception {
        Result result = jrun(List.of("-n", "2"), Ring.class);
        assertEquals(ring(2), hostless(result), result.stderr());
        assertEquals(0, result.code());
    }

    @ParameterizedTest
    @CsvSource({"throws, 1", "exits, 7", "aborts, 3", "killed, 137"})
    void oneFailureEndsTheJob(String how, int code) throws Exception {
        String mark = how + "-" + System.nanoTime();
        Result result = jrun(List.of(), Fails.class, how, mark);
        Survivors.awaitNone(mark, Soon.seconds(1));
        assertEquals(code, result.code(), result.stderr());
        assertEquals(1, result.stderr().lines().filter(line -> line.startsWith("jrun: ")).count(), result.stderr());
        assertTrue(result.stderr().contains("jrun: rank 1 on node"), result.stderr());
    }

    private static Result jrun(List<String> options, Class<?> main, String... arguments) throws Exception {
        List<String> launcher = Stream.concat(Stream.of("salloc", "--quiet", "-N3", "-n5", "jrun"), options.stream()).toList();
        return Slurm.command(Java.after(launcher, main, arguments)).run();
    }

    private static List<String> ring(int size) {
        return IntStream.range(0, size).mapToObj(r -> r + "/" + size + " got " + (r + size - 1) % size + " sum " + size * (size - 1) / 2).toList();
    }

    private static List<String> hostless(Result result) {
        return result.stdout().lines().map(line -> line.replaceFirst(" node\\d", "")).sorted().toList();
    }
}
