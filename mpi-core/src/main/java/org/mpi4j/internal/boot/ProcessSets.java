package org.mpi4j.internal.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.internal.comm.RankGroup;

/**
 * The process sets of a job by their names: the standard's own, those of this process's host, and one for each host. Immutable. The order is
 * the same on all ranks, and only what is meant by {@code SELF} and {@code SHARED} differs.
 */
final class ProcessSets {
    private static final String HOST = "mpi4j://host/";

    private final RankParts parts;
    private final Map<String, String> namesByHostName = new LinkedHashMap<>();
    private final Map<String, RankGroup> groups = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();

    ProcessSets(RankParts parts) {
        this.parts = parts;
        int[] hosts = parts.hosts();
        add("mpi://WORLD", RankGroup.world(parts.size(), parts.rank()));
        add("mpi://SELF", RankGroup.of(new int[] {parts.rank()}, parts.rank()));
        add("mpi://SHARED", onHost(hosts[parts.rank()]));
        IntStream.of(hosts).distinct().forEach(host -> add(hostSet(host), onHost(host)));
    }

    /** All names, in order. */
    List<String> names() {
        return names;
    }

    /** The processes of a set; upper and lower case are the same. @throws MpiException ARG if there is no such set */
    RankGroup group(String operation, String name) {
        RankGroup group = groups.get(name.toLowerCase(Locale.ROOT));
        if (group == null) {
            throw new MpiException(ErrorClass.ARG, operation + ": no such process set: psetName='" + name + "'; there are " + String.join(", ", names));
        }
        return group;
    }

    private void add(String name, RankGroup group) {
        names.add(name);
        groups.put(name.toLowerCase(Locale.ROOT), group);
    }

    private RankGroup onHost(int host) {
        int[] ranks = IntStream.range(0, parts.size()).filter(rank -> parts.hosts()[rank] == host).toArray();
        return RankGroup.of(ranks, parts.rank());
    }

    /** Two hosts may say the same name, as containers of two machines do: the second one's set has its first rank after a colon. */
    private String hostSet(int host) {
        int first = IntStream.range(0, parts.size()).filter(rank -> parts.hosts()[rank] == host).findFirst().orElseThrow();
        String hostName = parts.hostNames().get(first);
        return namesByHostName.putIfAbsent(hostName, hostName) == null ? HOST + hostName : HOST + hostName + ":" + first;
    }
}
