package org.mpi4j.launcher;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mpi4j.launcher.Topology.Core;

/**
 * To which cpus of its host each rank is bound. Immutable.
 *
 * @param coresPerRank or {@link #SHARE}
 * @param isReported whether the user wants to be told
 */
record Binding(Unit unit, Turn turn, int coresPerRank, boolean isReported) {
    /** An equal part of the host's cores. */
    static final int SHARE = 0;

    /** What a rank is bound to. */
    enum Unit {
        NONE,
        CORE,
        SOCKET,
        NUMA
    }

    /** How the ranks of a host follow each other over it. */
    enum Turn {
        /** The cores one after the other. */
        FILL,
        /** One on each socket, then the next one on each. */
        SOCKET,
        NUMA
    }

    /** The cores of one of {@code ranks} on a host. @throws IOException if the host has too few, with a message for the user */
    List<Core> cores(Topology host, int localRank, int ranks) throws IOException {
        return switch (unit) {
            case NONE -> host.cores();
            case CORE -> ownCores(host, localRank, ranks);
            case SOCKET -> whole(host.groups(Core::socket), localRank, ranks);
            case NUMA -> whole(host.groups(Core::numa), localRank, ranks);
        };
    }

    private List<Core> ownCores(Topology host, int localRank, int ranks) throws IOException {
        List<List<Core>> groups = switch (turn) {
            case FILL -> List.of(host.cores());
            case SOCKET -> host.groups(Core::socket);
            case NUMA -> host.groups(Core::numa);
        };
        int group = localRank % groups.size();
        int ranksInGroup = (ranks - group + groups.size() - 1) / groups.size();
        List<Core> cores = groups.get(group);
        int each = coresPerRank == SHARE ? cores.size() / ranksInGroup : coresPerRank;
        if (each == 0 || each * (long) ranksInGroup > cores.size()) {
            String where = turn == Turn.FILL ? "this host" : "one " + (turn == Turn.SOCKET ? "socket" : "NUMA node") + " of this host";
            throw new IOException("--bind-to core: ranks=" + ranksInGroup + " coresPerRank=" + Math.max(1, each) + " on " + where + ", which has allowedCores=" + cores.size());
        }
        int first = localRank / groups.size() * each;
        return cores.subList(first, first + each);
    }

    private List<Core> whole(List<List<Core>> groups, int localRank, int ranks) throws IOException {
        if (turn != Turn.FILL) {
            return groups.get(localRank % groups.size());
        }
        if (coresPerRank == SHARE) {
            return groups.get((int) ((long) localRank * groups.size() / ranks));
        }
        long core = (long) localRank * coresPerRank;
        for (List<Core> group : groups) {
            if (core < group.size()) {
                return group;
            }
            core -= group.size();
        }
        throw new IOException("--bind-to: ranks=" + ranks + " coresPerRank=" + coresPerRank + " on this host, which has allowedCores="
                + groups.stream().mapToInt(List::size).sum());
    }

    static String cpus(List<Core> cores) {
        SortedSet<Integer> cpus = new TreeSet<>();
        cores.forEach(core -> cpus.addAll(core.cpus()));
        return CpuList.text(cpus);
    }

    /** What {@code --report-bindings} says of a rank. */
    String report(List<Core> cores, Topology host) {
        return (unit == Unit.NONE ? "not bound, cpus " : "bound to cpus ") + cpus(cores) + " (" + cores.size() + " of " + host.cores().size() + " cores, socket "
                + numbers(cores.stream().map(Core::socket).distinct().toList()) + ", NUMA node " + numbers(cores.stream().map(Core::numa).distinct().toList()) + ")";
    }

    private static String numbers(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    void writeTo(DataOutputStream to) throws IOException {
        AgentFrames.writeText(unit.name(), to);
        AgentFrames.writeText(turn.name(), to);
        to.writeInt(coresPerRank);
        to.writeBoolean(isReported);
    }

    static Binding read(DataInputStream from) throws IOException {
        return new Binding(AgentFrames.readConstant(Unit.class, from), AgentFrames.readConstant(Turn.class, from), from.readInt(), from.readBoolean());
    }
}
