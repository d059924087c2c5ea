package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.dist.Started.Result;

/** mpi-bench, under jrun and alone. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BenchIT {
    private static Result bench(int ranks, String line) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-n", Integer.toString(ranks), "mpi-bench"));
        arguments.addAll(List.of(line.split(" ", -1)));
        return Command.jrun(arguments.toArray(String[]::new)).run();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "5|nosuch|mpi-bench: unknown command 'nosuch'; see mpi-bench --help",
        "5|ringtest --nosuch|mpi-bench ringtest: unknown option '--nosuch'; see mpi-bench ringtest --help",
        "1|pingpong|mpi-bench pingpong: needs 2 ranks or more, has size=1",
    })
    void aMistakeIsOneLineForAllRanks(int ranks, String line, String said) throws Exception {
        Result result = bench(ranks, line);
        assertEquals(said + "\n", result.stderr());
        assertEquals("", result.stdout());
        assertEquals(2, result.code());
    }

    @Test
    void aMistakeIsOneLineWithoutALauncher() throws Exception {
        Result result = Command.of(Command.home().resolve("bin/mpi-bench").toString(), "nosuch").run();
        assertEquals("mpi-bench: unknown command 'nosuch'; see mpi-bench --help\n", result.stderr());
        assertEquals(2, result.code());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void ringTestChecksALargeMessage(int ranks) throws Exception {
        Result result = bench(ranks, "ringtest -n 1m -s 1 -l 10");
        assertTrue(result.stdout().matches("time for 10 loops = [0-9.]+ seconds \\(" + ranks + " processes, 1048576 bytes\\)\n"), result.stdout() + result.stderr());
        assertEquals("", result.stderr());
        assertEquals(0, result.code());
    }

    @Test
    void pingPongReportsARowForEachPowerOfTwo() throws Exception {
        Result result = bench(2, "pingpong -m 4 -n 64k -l 20 -s 5");
        List<String> lines = result.stdout().lines().toList();
        assertEquals("# Size [B]  Bandwidth [MB/s] | Time Mean [s] ± StdDev [s]  Samples", lines.get(1));
        assertEquals(2 + 15, lines.size(), result.stdout() + result.stderr());
        assertEquals(0, result.code());
    }

    @Test
    void infoNamesTheTransportAndWhereASettingIsFrom() throws Exception {
        Result result = Command.jrun("-n", "3", "--transport", "tcp", "mpi-bench", "info").with("MPI4J_EAGER_LIMIT", "8k").run();
        assertTrue(result.stdout().contains(": tcp 0,2, self 1"), result.stdout() + result.stderr());
        assertTrue(result.stdout().contains("= 8k (environment MPI4J_EAGER_LIMIT)"), result.stdout());
        assertEquals(1, result.stdout().lines().filter(line -> line.contains("mpi4j.yield")).count(), result.stdout());
    }

    @Test
    void helpAndVersionAreSaidOnce() throws Exception {
        assertEquals(1, bench(3, "--version").stdout().lines().count());
        assertEquals(1, bench(3, "--help").stdout().lines().filter(line -> line.startsWith("Usage: ")).count());
    }
}
