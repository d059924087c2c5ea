package org.mpi4j.internal.comm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.mpi4j.Comm;
import org.mpi4j.Info;

/**
 * Which instance of each hardware resource this process is bound to, as the Linux kernel tells it; elsewhere nothing is known but the machine.
 * Stateless.
 */
public final class Hardware {
    private static final Path PROCESS = Path.of("/proc/self/status");
    private static final Path CPUS = Path.of("/sys/devices/system/cpu");
    private static final Path NODES = Path.of("/sys/devices/system/node");
    private static final String ALLOWED = "Cpus_allowed_list:";

    private Hardware() {}

    /** What {@code MPI_Get_hw_resource_info} tells: every type, and whether this process is bound to one instance of it. */
    public static Info info() {
        Info info = Info.of();
        for (HardwareType type : HardwareType.values()) {
            info.set(type.uri(), Boolean.toString(instance(type) != Comm.UNDEFINED));
        }
        return info;
    }

    /** The number, on this host, of the instance of a type that this process is bound to: its first processor; UNDEFINED if it is bound to none. */
    static int instance(HardwareType type) {
        if (type == HardwareType.MACHINE) {
            return 0;
        }
        BitSet allowed = allowed();
        if (allowed.isEmpty()) {
            return Comm.UNDEFINED;
        }
        BitSet instance = instanceOf(type, allowed.nextSetBit(0));
        BitSet outside = (BitSet) allowed.clone();
        outside.andNot(instance);
        return instance.isEmpty() || !outside.isEmpty() ? Comm.UNDEFINED : instance.nextSetBit(0);
    }

    /** The processors of the instance that a processor belongs to; none if that is not known. */
    private static BitSet instanceOf(HardwareType type, int cpu) {
        Path topology = CPUS.resolve("cpu" + cpu).resolve("topology");
        return switch (type) {
            case MACHINE -> allowed();
            case PACKAGE -> list(topology.resolve("package_cpus_list"));
            case NUMA_NODE -> numaNode(cpu);
            case CORE -> list(topology.resolve("core_cpus_list"));
            case PU -> parse(Integer.toString(cpu));
        };
    }

    private static BitSet numaNode(int cpu) {
        BitSet nodes = list(NODES.resolve("online"));
        for (int node = nodes.nextSetBit(0); node >= 0; node = nodes.nextSetBit(node + 1)) {
            BitSet cpus = list(NODES.resolve("node" + node).resolve("cpulist"));
            if (cpus.get(cpu)) {
                return cpus;
            }
        }
        return new BitSet();
    }

    private static BitSet allowed() {
        return read(PROCESS)
                .lines()
                .filter(line -> line.startsWith(ALLOWED))
                .map(line -> parse(line.substring(ALLOWED.length())))
                .findFirst()
                .orElseGet(BitSet::new);
    }

    private static BitSet list(Path path) {
        return parse(read(path));
    }

    private static String read(Path path) {
        try {
            return Files.isReadable(path) ? Files.readString(path) : "";
        } catch (IOException _) {
            return ""; // a file of the kernel that cannot be read tells nothing
        }
    }

    /** Numbers and ranges, as in {@code 0-3,8}. */
    static BitSet parse(String list) {
        BitSet numbers = new BitSet();
        for (String part : list.strip().split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            if (!ends[0].isEmpty()) {
                numbers.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
            }
        }
        return numbers;
    }
}
