package org.mpi4j.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.Mpi;

/** The programs as ranks that are threads of this JVM. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProgramsTest {
    private record Said(List<String> out, List<String> err, List<Integer> codes) {}

    private static Said run(int ranks, String line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Integer[] codes = new Integer[ranks];
        Mpi.run(ranks, mpi -> {
            CommandLines.Chosen chosen =
                    assertInstanceOf(CommandLines.Chosen.class, CommandLines.parse(Main.commands(line.split(" ")), line.split(" ")));
            codes[mpi.world().rank()] = Main.run(
                    chosen, mpi, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        });
        return new Said(
                out.toString(StandardCharsets.UTF_8).lines().toList(), err.toString(StandardCharsets.UTF_8).lines().toList(), List.of(codes));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 11})
    void helloWorldPrintsInRankOrder(int ranks) {
        List<String> lines = run(ranks, "helloworld").out();
        assertEquals(ranks, lines.size());
        for (int rank = 0; rank < ranks; rank++) {
            assertTrue(lines.get(rank).matches("Hello, World! I am process +" + rank + " of " + ranks + " on .+\\."), lines.get(rank));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void helloWorldIsSilentWhenAsked(int ranks) {
        assertEquals(List.of(), run(ranks, "helloworld -q").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ringtest", "ringtest -n 0 -l 10", "ringtest -n 100000 -s 2 -l 10"})
    void ringTestPrintsOneLine(String line) {
        for (int ranks : new int[] {1, 2, 5}) {
            List<String> lines = run(ranks, line).out();
            assertEquals(1, lines.size(), lines::toString);
            assertTrue(
                    lines.getFirst().matches("time for 10 loops = [0-9.]+ seconds \\(" + ranks + " processes, \\d+ bytes\\)"), lines.getFirst());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pingpong -m 1 -n 1k -l 10 -s 2", "pingpong -m 1 -n 1k -l 10 -s 2 --object"})
    void pingPongPrintsARowPerPowerOfTwo(String line) {
        List<String> lines = run(3, line).out();
        assertEquals("# MPI PingPong Test", lines.get(0));
        assertEquals("# Size [B]  Bandwidth [MB/s] | Time Mean [s] ± StdDev [s]  Samples", lines.get(1));
        assertEquals(2 + 11, lines.size(), lines::toString);
        for (int power = 0; power <= 10; power++) {
            assertTrue(lines.get(2 + power).matches(" +" + (1 << power) + " +[0-9.]+ \\| \\S+ ± \\S+ +10"), lines.get(2 + power));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pingpong", "ringtest -l 0", "pingpong -m 8 -n 4", "osu_latency", "osu_bcast -m 8:4", "osu_bcast -i 0"})
    void aMistakeIsToldByRankZeroAlone(String line) {
        int ranks = line.equals("pingpong") ? 1 : 3;
        Said said = run(ranks, line);
        assertEquals(List.of(), said.out());
        assertEquals(1, said.err().size(), said::toString);
        assertTrue(said.err().getFirst().startsWith("mpi-bench " + line.replaceFirst(" .*", "") + ": needs "), said::toString);
        assertTrue(said.codes().stream().allMatch(code -> code == 2), said::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void infoShowsSettingsTransportsAndHosts(int ranks) {
        String all = String.join("\n", run(ranks, "info").out());
        assertTrue(all.contains("mpi4j.eager.limit"), all);
        assertTrue(all.contains("rank " + (ranks - 1) + " on "), all);
        assertTrue(all.contains("/dev/shm"), all);
        assertTrue(all.contains(ranks == 1 ? "ranks 0:" : "ranks 0-2:"), all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"osu_latency", "osu_latency_mt", "osu_bw", "osu_bibw", "osu_mbw_mr", "osu_multi_lat", "osu_bcast", "osu_scatter",
        "osu_gather", "osu_allgather", "osu_alltoall", "osu_ibcast", "osu_iscatter", "osu_igather", "osu_iallgather", "osu_ialltoall"})
    void osuProgramsPrintARowPerPowerOfTwo(String name) {
        List<String> lines = run(2, name + " -m 4:16 -i 3 -x 2").out();
        assertTrue(lines.getFirst().startsWith("# OSU-style MPI "), lines::toString);
        List<String> rows = lines.stream().filter(line -> !line.startsWith("#")).toList();
        assertEquals(3, rows.size(), lines::toString);
        assertTrue(rows.get(0).matches("4 ( +[0-9]+\\.[0-9]{2})+"), lines::toString);
        assertTrue(rows.get(2).startsWith("16 "), lines::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"osu_reduce", "osu_allreduce", "osu_ireduce", "osu_iallreduce", "osu_barrier", "osu_ibarrier"})
    void osuProgramsOfDoublesOrNothingPrintAtLeastARow(String name) {
        List<String> lines = run(3, name + " -m 16 -i 3 -x 2").out();
        assertEquals(name.endsWith("barrier") ? 1 : 2, lines.stream().filter(line -> !line.startsWith("#")).count(), lines::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scale", "model"})
    void whatMakesItsOwnRanksRefusesAJob(String line) {
        Said said = run(3, line);
        assertEquals(List.of(), said.out());
        assertEquals(1, said.err().size(), said::toString);
        assertTrue(said.err().getFirst().endsWith("start it without jrun; has size=3"), said::toString);
    }

    @Test
    void scalePrintsARowPerOperationAndSize() {
        List<String> lines = run(1, "scale -n 3,70 -t 1 -p 2").out();
        assertEquals(2 + 2 * 4, lines.size(), lines::toString);
        for (String operation : List.of("barrier", "bcast", "allreduce", "alltoall")) {
            assertEquals(2, lines.stream().filter(l -> l.matches(operation + " +(3|70)( +[0-9.]+){6}")).count(), lines::toString);
        }
    }

    @Test
    void scaleRunsTheOperationsThatAreNamed() {
        List<String> lines = run(1, "scale -n 40 -t 1 -p 1 -o bcast").out();
        assertEquals(3, lines.size(), lines::toString);
        assertTrue(lines.getLast().startsWith("bcast "), lines::toString);
    }

    @Test
    void modelMarksWhatRunsAndSaysWhereItSwitches() {
        List<String> lines = run(1, "model --ranks 1000 --latency 1.5us --bandwidth 25GB/s --op allreduce,reduceScatterBlock --sizes 8,1m").out();
        assertTrue(lines.getFirst().contains("L=1.50 us o=200 ns") && lines.getFirst().contains("ranks=1000"), lines::toString);
        assertEquals(1, lines.stream().filter(l -> l.matches(" +8 \\*recursive-doubling +11 +10 +80 +20.9 us  all ranks")).count(), lines::toString);
        assertEquals(4, lines.stream().filter(l -> l.matches(" +(8|1m) \\*.*")).count(), lines::toString);
        assertEquals(2, lines.stream().filter(l -> l.startsWith("  runs:   ")).count(), lines::toString);
        assertEquals(2, lines.stream().filter(l -> l.startsWith("  model:  ")).count(), lines::toString);
    }

    @Test
    void memoryGrowsLineByLine() {
        List<String> lines = run(3, "memory").out();
        assertEquals(2 + 5, lines.size(), lines::toString);
        assertTrue(lines.get(2).matches("start +[1-9][0-9]* +[0-9]+ +[0-9]+"), lines::toString);
    }

    @Test
    void objectsPrintsARowPerGraph() {
        Said said = run(3, "objects --elements 10 --samples 2 --skip 1 --turns 2");
        assertEquals(List.of(0, 0, 0), said.codes());
        assertEquals(2 + ObjectGraph.values().length, said.out().size(), said.out()::toString);
        for (ObjectGraph graph : ObjectGraph.values()) {
            String row = said.out().get(2 + List.of(ObjectGraph.values()).indexOf(graph));
            assertTrue(row.matches(graph + " +10 +[0-9.]+ \\[[0-9.]+\\] *"), row);
        }
        assertEquals(List.of(2, 2), run(2, "objects --turns 0").codes());
    }

    @Test
    void objectsComparesWithMpi4pyWhereItIs() throws Exception {
        Assumptions.assumeTrue(hasMpi4py(), "skipped: needs mpirun.openmpi and /usr/bin/python3 with mpi4py");
        Said said = run(2, "objects --graphs map-int,records,objects,doubles --elements 10 --samples 2 --skip 1 --turns 1 --mpi4py");
        assertEquals(6, said.out().size(), said.out()::toString);
        for (String row : said.out().subList(2, 6)) {
            assertTrue(row.matches("[a-z-]+ +10 +[0-9.]+ \\[[0-9.]+\\] +[0-9.]+ \\[[0-9.]+\\] +[0-9.]+"), row);
        }
    }

    private static boolean hasMpi4py() throws Exception {
        try {
            return new ProcessBuilder("mpirun.openmpi", "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0
                    && new ProcessBuilder("/usr/bin/python3", "-c", "import mpi4py.MPI").redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
