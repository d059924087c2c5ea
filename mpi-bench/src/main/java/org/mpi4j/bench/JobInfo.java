package org.mpi4j.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mpi4j.Comm;
import org.mpi4j.Mpi;
import org.mpi4j.internal.boot.Launch;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;
import picocli.CommandLine.Command;

/** What is in force: settings, the transport to each peer, and the facts of each host. Rank 0 prints for all. */
@Command(name = "info", description = "Shows settings, transports and hosts.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class JobInfo implements Program {
    @Override
    public void run(Mpi mpi, PrintStream out) {
        Comm world = mpi.world();
        List<Map<String, String>> hosts = world.gatherObject(new LinkedHashMap<>(HostFacts.ofThisHost(mpi.processorName())), 0);
        List<Map<String, String>> settings = world.gatherObject(new LinkedHashMap<>(settings(Launch.settings(mpi))), 0);
        List<List<String>> peers = world.gatherObject(new ArrayList<>(PeerTransports.of(mpi)), 0);
        if (world.rank() == 0) {
            out.println("# Version");
            out.println(Mpi.version() + ", job of " + world.size() + (world.size() == 1 ? " rank" : " ranks"));
            out.println("# Settings: key = value (where from) meaning");
            printGrouped(settings, "ranks", out);
            out.println("# Transports: peers by transport");
            for (int rank = 0; rank < world.size(); rank++) {
                out.println("rank " + rank + " on " + hosts.get(rank).get(HostFacts.HOST) + ": " + PeerTransports.summary(peers.get(rank)));
            }
            out.println("# Hosts");
            printGrouped(hosts, "ranks", out);
        }
    }

    private static Map<String, String> settings(Settings inForce) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            String from =
                    System.getProperty(setting.key()) != null
                            ? "property " + setting.key()
                            : inForce.isSet(setting) ? "environment " + setting.variable() : "default";
            lines.put(setting.key(), inForce.get(setting) + " (" + from + ") " + setting.meaning());
        }
        return lines;
    }

    /** Prints each different map once, under the ranks that have it. */
    private static void printGrouped(List<Map<String, String>> maps, String label, PrintStream out) {
        Map<Map<String, String>, List<Integer>> groups = new LinkedHashMap<>();
        for (int rank = 0; rank < maps.size(); rank++) {
            groups.computeIfAbsent(maps.get(rank), _ -> new ArrayList<>()).add(rank);
        }
        groups.forEach((map, ranks) -> {
            out.println(label + " " + RankList.of(ranks) + ":");
            int width = map.keySet().stream().mapToInt(String::length).max().orElse(0);
            map.forEach((key, value) -> out.println("  " + key + " ".repeat(width - key.length()) + " = " + Objects.requireNonNull(value)));
        });
    }
}
