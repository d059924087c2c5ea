package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Again;

/** Processes that use MPI more than once: worlds one after the other, sessions beside them, before them and after them. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AgainIT {
    /** What each rank of so many prints in the end. */
    static List<String> lines(String how, int ranks) {
        return IntStream.range(0, ranks)
                .mapToObj(rank -> rank + "/" + ranks + " sum "
                        + switch (how) {
                            case "works" -> 6 * ranks;
                            case "sessions" -> ranks + 1 + (rank == 0 ? 0 : ranks - 1);
                            default -> 2 * (ranks + 4 + 1);
                        })
                .toList();
    }

    private static Command jrun(int ranks, String... options) throws Exception {
        List<String> before = Stream.concat(Stream.of("-n", Integer.toString(ranks)), Stream.of(options)).toList();
        return Command.jrun(before.toArray(String[]::new));
    }

    private static Result again(int ranks, String transport, String how) throws Exception {
        return jrun(ranks, "--transport", transport, "-cp", Java.classes().toString(), Again.class.getName(), how).run();
    }

    @ParameterizedTest
    @CsvSource({
        "1, shm, works", "2, shm, works", "5, shm, works", "5, tcp, works", "1, shm, sessions", "2, shm, sessions", "5, shm, sessions", "5, tcp, sessions",
        "2, shm, inside"
    })
    void worksAgain(int ranks, String transport, String how) throws Exception {
        Result result = again(ranks, transport, how);
        assertEquals(lines(how, ranks), result.stdout().lines().sorted().toList(), result.stderr());
        assertEquals("", result.stderr());
        assertEquals(0, result.code());
    }

    @ParameterizedTest
    @CsvSource({"works, 1", "inside, 1"})
    void worksAgainWithoutALauncher(String how, int ranks) throws Exception {
        Result result = Command.of(Java.line(Again.class, how)).run();
        assertEquals(lines(how, ranks), result.stdout().lines().toList(), result.stderr());
        assertEquals(0, result.code());
    }

    @ParameterizedTest
    @CsvSource({
        "killed, 137, SIGKILL", "exits, 7, ''", "throws, 1, IllegalStateException: between", "killed later, 137, SIGKILL",
        "throws later, 1, IllegalStateException: later", "aborts later, 9, code 9", "leaves later, 1, without closing its Mpi"
    })
    void oneFailureEndsTheJob(String how, int code, String said) throws Exception {
        String mark = "-Dmark=" + System.nanoTime();
        Result result = jrun(3, "-J" + mark, "-cp", Java.classes().toString(), Again.class.getName(), how).run();
        Survivors.awaitNone(mark, Soon.seconds(1));
        assertEquals(code, result.code(), result.stderr());
        assertTrue(result.stderr().contains(said), result.stderr());
        assertEquals(how.startsWith("throws") ? 1 : 0, result.stderr().lines().filter(line -> line.startsWith("Exception in thread")).count());
    }

    /** Its end is no failure, but those that open a world without it cannot have one, and must not wait for it. */
    @Test
    void whoWaitsForARankThatHasEndedInGoodOrderIsTold() throws Exception {
        Result result = again(3, "shm", "ends");
        assertEquals(1, result.code(), result.stderr());
        assertTrue(result.stderr().contains("rank 1 of the job cannot be reached: its process has ended"), result.stderr());
    }

    @Test
    void aSecondWorldAtOnceIsAnErrorAndTheFirstGoesOn() throws Exception {
        Result result = again(1, "shm", "opens");
        assertTrue(result.stdout().startsWith("OTHER init: Mpi is open already, and may be opened again only when it is closed: rank=0 host="), result.stdout());
    }

    @Test
    void aProcessWithNothingOpenTakesNoProcessorTimeAndLeavesNothingBehind() throws Exception {
        try (Started started = jrun(2, "-cp", Java.classes().toString(), Again.class.getName(), "idles").start()) {
            Result result = started.await();
            assertEquals(0, result.code(), result.stderr());
            List<Integer> idleMillis = result.stdout().lines().map(line -> Integer.parseInt(line.substring("idle ".length()))).toList();
            assertEquals(2, idleMillis.size(), result.stdout());
            assertTrue(idleMillis.stream().allMatch(millis -> millis < 300), "of 3 s, in ms: " + idleMillis);
            try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
                assertEquals(List.of(), files.filter(file -> file.toString().contains("-" + started.pid() + "-")).toList());
            }
        }
    }
}
