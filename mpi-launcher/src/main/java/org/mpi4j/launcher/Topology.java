package org.mpi4j.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * The cores of this host that this process may use, in the order of their NUMA nodes in their sockets. Cpus that a cpuset, a batch system
 * or taskset has taken away are not among them. Immutable.
 */
record Topology(List<Core> cores) {
    /** @param cpus its hardware threads, as far as this process may use them */
    record Core(int socket, int numa, SortedSet<Integer> cpus) {}

    private static final Path SYS = Path.of("/sys/devices/system");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    static Topology ofThisHost() throws IOException {
        return read(SYS, STATUS);
    }

    /**
     * @param sys the kernel's folder of cpus and nodes
     * @param status of this process
     */
    static Topology read(Path sys, Path status) throws IOException {
        try {
            SortedSet<Integer> allowed = allowed(status);
            Map<Integer, Integer> nodes = nodes(sys.resolve("node"));
            List<Core> cores = new ArrayList<>();
            SortedSet<Integer> left = new TreeSet<>(allowed);
            while (!left.isEmpty()) {
                int cpu = left.getFirst();
                Path topology = sys.resolve("cpu/cpu" + cpu + "/topology");
                SortedSet<Integer> threads = CpuList.parse(Files.readString(topology.resolve("thread_siblings_list")));
                threads.add(cpu);
                threads.retainAll(allowed);
                left.removeAll(threads);
                int socket = Integer.parseInt(Files.readString(topology.resolve("physical_package_id")).strip());
                cores.add(new Core(socket, nodes.getOrDefault(cpu, 0), threads));
            }
            cores.sort(Comparator.comparingInt(Core::socket).thenComparingInt(Core::numa).thenComparingInt(core -> core.cpus().getFirst()));
            return new Topology(List.copyOf(cores));
        } catch (NumberFormatException e) {
            throw new IOException("the kernel's description of this host's cpus cannot be read: " + e.getMessage(), e);
        }
    }

    private static SortedSet<Integer> allowed(Path status) throws IOException {
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith(ALLOWED)) {
                return CpuList.parse(line.substring(ALLOWED.length()));
            }
        }
        throw new IOException(status + " does not say which cpus are allowed");
    }

    /** The NUMA node of each cpu; none where the kernel knows no nodes. */
    private static Map<Integer, Integer> nodes(Path folder) throws IOException {
        Map<Integer, Integer> nodes = new HashMap<>();
        if (!Files.isDirectory(folder)) {
            return nodes;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "node[0-9]*")) {
            for (Path node : found) {
                int number = Integer.parseInt(node.getFileName().toString().substring("node".length()));
                CpuList.parse(Files.readString(node.resolve("cpulist"))).forEach(cpu -> nodes.put(cpu, number));
            }
        }
        return nodes;
    }

    /** How many cpus this process may use. */
    int cpus() {
        return cores.stream().mapToInt(core -> core.cpus().size()).sum();
    }

    /** The cores of each socket, or each NUMA node. */
    List<List<Core>> groups(ToIntFunction<Core> of) {
        List<List<Core>> groups = new ArrayList<>();
        for (int number : cores.stream().mapToInt(of).sorted().distinct().toArray()) {
            groups.add(cores.stream().filter(core -> of.applyAsInt(core) == number).toList());
        }
        return groups;
    }
}
