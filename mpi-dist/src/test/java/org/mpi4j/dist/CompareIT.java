package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mpi4j.dist.Started.Result;

/** mpi-bench compare, next to a C library. Looks at columns and files, not at times. */
@Needs(Need.C_PEER)
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompareIT {
    private static Result compare(String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(Command.home().resolve("bin/mpi-bench").toString(), "compare"));
        line.addAll(List.of(arguments));
        return Command.of(line.toArray(String[]::new)).within(Duration.ofSeconds(200)).run();
    }

    @Test
    void oursAndAPeerAndTheFloorStandInOneTable(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("out.json");
        Path csv = folder.resolve("out.csv");
        Path svg = folder.resolve("out.svg");
        Result result = compare("latency", "--quick", "--sizes", "8,4k", "--json", json.toString(), "--csv", csv.toString(), "--plot", svg.toString());
        String all = result.stdout() + result.stderr();
        List<String> lines = result.stdout().lines().filter(line -> !line.startsWith("# not here: ")).toList();
        assertEquals("# latency, 2 ranks, shared memory: us one way, minimum (median)", lines.get(0), all);
        assertTrue(lines.get(1).matches("bytes +ours, heap +ours, off-heap( +Open MPI)?( +MPICH)? .*floor +ours, heap / best peer +ours, off-heap / best peer"), all);
        assertTrue(lines.get(2).matches(" *8( +[0-9.]+ \\([0-9.]+\\)){4,}( +[0-9.]+){2}"), all);
        assertTrue(lines.get(3).strip().startsWith("4096 "), all);
        assertEquals(0, result.code());
        String written = Files.readString(json);
        for (String name : List.of("\"test\" : \"latency\"", "\"name\" : \"ours, heap\"", "\"role\" : \"peer\"", "\"minimum_us\" : ", "\"by_best_peer\" : ")) {
            assertTrue(written.contains(name), name + " in " + written);
        }
        assertTrue(Files.readString(csv).startsWith("test,ranks,transport,column,role,bytes,minimum_us,"));
        assertTrue(Files.readString(svg).contains("<svg"));
    }

    @Test
    void collectiveOperationsHaveAFloorForAnyNumberOfRanks() throws Exception {
        Result result = compare("barrier", "reduce", "--ranks", "3", "--memory", "heap", "--quick", "--sizes", "8", "--written", "--threads");
        List<String> lines = result.stdout().lines().filter(line -> line.startsWith("# reduce") || line.startsWith("bytes") || line.strip().matches("[08] .*")).toList();
        String all = result.stdout() + result.stderr();
        assertEquals(5, lines.size(), all);
        assertTrue(lines.get(0).matches("bytes +ours, heap .*floor +ours, heap / best peer"), all);
        assertTrue(lines.get(1).matches(" *0( +[0-9.]+ \\([0-9.]+\\)){3,} +[0-9.]+"), all);
        assertEquals("# reduce, 3 ranks, shared memory, written anew, peers with MPI_THREAD_MULTIPLE: us, minimum (median)", lines.get(2), all);
        assertTrue(lines.get(4).matches(" *8( +[0-9.]+ \\([0-9.]+\\)){3,} +[0-9.]+"), all);
    }

    @Test
    void aMistakeIsOneLine() throws Exception {
        Result result = compare("latencies");
        assertTrue(result.stderr().matches("mpi-bench compare: 'latencies' is none of latency, .*\n"), result.stderr());
        assertEquals(2, result.code());
        assertEquals(2, Command.jrun("-n", "1", "mpi-bench", "compare", "latency").run().code());
    }
}
