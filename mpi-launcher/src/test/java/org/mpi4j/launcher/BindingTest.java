package org.mpi4j.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Binding on a host of two sockets with two NUMA nodes each, two cores in each node and two hardware threads in each core: the kernel
 * numbers the first threads of all cores, turn by turn over the sockets, and then the second ones.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BindingTest {
    private static final int CORES = 8;

    @TempDir
    private Path sys;

    private Topology host(String allowed) throws IOException {
        for (int cpu = 0; cpu < 2 * CORES; cpu++) {
            Path topology = Files.createDirectories(sys.resolve("cpu/cpu" + cpu + "/topology"));
            Files.writeString(topology.resolve("physical_package_id"), cpu % 2 + "\n");
            Files.writeString(topology.resolve("thread_siblings_list"), cpu % CORES + "," + (cpu % CORES + CORES) + "\n");
        }
        List<String> nodes = List.of("0,2,8,10", "4,6,12,14", "1,3,9,11", "5,7,13,15");
        for (int node = 0; node < nodes.size(); node++) {
            Files.writeString(Files.createDirectories(sys.resolve("node/node" + node)).resolve("cpulist"), nodes.get(node) + "\n");
        }
        return Topology.read(sys, Files.writeString(sys.resolve("status"), "Name:\tjava\nCpus_allowed_list:\t" + allowed + "\n"));
    }

    private static List<String> cpus(Binding binding, Topology host, int ranks) throws IOException {
        List<String> all = new ArrayList<>();
        for (int rank = 0; rank < ranks; rank++) {
            all.add(Binding.cpus(binding.cores(host, rank, ranks)));
        }
        return all;
    }

    private static Binding binding(Binding.Unit unit, Binding.Turn turn, int cores) {
        return new Binding(unit, turn, cores, false);
    }

    @Test
    void aRankGetsAnEqualShareOfWholeCoresThatLieTogether() throws Exception {
        Binding share = binding(Binding.Unit.CORE, Binding.Turn.FILL, Binding.SHARE);
        assertEquals(List.of("0,2,8,10", "4,6,12,14", "1,3,9,11", "5,7,13,15"), cpus(share, host("0-15"), 4));
        assertEquals(List.of("0,2,8,10", "4,6,12,14", "1,3,9,11"), cpus(share, host("0-15"), 3));
        assertEquals(List.of("0-15"), cpus(share, host("0-15"), 1));
    }

    @Test
    void aRankGetsAsManyCoresAsAreAskedFor() throws Exception {
        assertEquals(List.of("0,2,4,8,10,12", "1,3,6,9,11,14"), cpus(binding(Binding.Unit.CORE, Binding.Turn.FILL, 3), host("0-15"), 2));
        assertEquals(List.of("0,8", "1,9", "2,10"), cpus(binding(Binding.Unit.CORE, Binding.Turn.SOCKET, 1), host("0-15"), 3));
        assertEquals(List.of("0,8", "4,12", "1,9", "5,13", "2,10"), cpus(binding(Binding.Unit.CORE, Binding.Turn.NUMA, 1), host("0-15"), 5));
    }

    @Test
    void aRankGetsAWholeSocketOrNode() throws Exception {
        String even = "0,2,4,6,8,10,12,14";
        String odd = "1,3,5,7,9,11,13,15";
        assertEquals(List.of(even, even, odd, odd), cpus(binding(Binding.Unit.SOCKET, Binding.Turn.FILL, Binding.SHARE), host("0-15"), 4));
        assertEquals(List.of(even, odd, even), cpus(binding(Binding.Unit.SOCKET, Binding.Turn.SOCKET, Binding.SHARE), host("0-15"), 3));
        assertEquals(List.of(even, odd), cpus(binding(Binding.Unit.SOCKET, Binding.Turn.FILL, 4), host("0-15"), 2));
        assertEquals(List.of("0,2,8,10", "1,3,9,11"), cpus(binding(Binding.Unit.NUMA, Binding.Turn.FILL, Binding.SHARE), host("0-15"), 2));
    }

    @Test
    void cpusThatAreNotAllowedAreNotThere() throws Exception {
        assertEquals(List.of("4", "6,14"), cpus(binding(Binding.Unit.CORE, Binding.Turn.FILL, Binding.SHARE), host("4,6,14"), 2));
        assertEquals(List.of("2", "2"), cpus(binding(Binding.Unit.SOCKET, Binding.Turn.SOCKET, Binding.SHARE), host("2"), 2));
        assertEquals(List.of("0-3"), cpus(binding(Binding.Unit.NONE, Binding.Turn.FILL, Binding.SHARE), host("0-3"), 1));
    }

    @ParameterizedTest
    @CsvSource({"FILL,0,9,ranks=9 coresPerRank=1 on this host, allowedCores=8", "FILL,3,3,ranks=3 coresPerRank=3 on this host, allowedCores=8",
        "SOCKET,3,4,ranks=2 coresPerRank=3 on one socket of this host, allowedCores=4"})
    void moreThanTheHostHasIsAnError(Binding.Turn turn, int cores, int ranks, String asked, String has) throws Exception {
        Topology host = host("0-15");
        IOException e = assertThrows(IOException.class, () -> binding(Binding.Unit.CORE, turn, cores).cores(host, 0, ranks));
        assertEquals("--bind-to core: " + asked + ", which has " + has, e.getMessage());
    }

    @Test
    void aReportNamesCpusCoresSocketAndNode() throws Exception {
        Topology host = host("0-15");
        Binding binding = binding(Binding.Unit.CORE, Binding.Turn.FILL, 3);
        assertEquals("bound to cpus 1,3,6,9,11,14 (3 of 8 cores, socket 0,1, NUMA node 1,2)", binding.report(binding.cores(host, 1, 2), host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0-3", "0,2-4,9", ""})
    void aListOfCpusIsReadAndWritten(String text) {
        assertEquals(text, CpuList.text(CpuList.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "3-1", "-1", "0-99999999"})
    void whatIsNoListOfCpusIsRefused(String text) {
        assertThrows(NumberFormatException.class, () -> CpuList.parse(text));
    }
}
