package org.mpi4j.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mpi4j.Mpi;
import org.mpi4j.internal.boot.Launch;

/** Which transport reaches each peer of this rank. */
final class PeerTransports {
    private PeerTransports() {}

    /** The transport's name for each rank of the world, {@code self} for this one. */
    static List<String> of(Mpi mpi) {
        List<String> names = new ArrayList<>();
        for (int rank = 0; rank < mpi.world().size(); rank++) {
            names.add(Objects.requireNonNullElse(Launch.transportTo(mpi, rank), "not known"));
        }
        return names;
    }

    static String summary(List<String> names) {
        Map<String, List<Integer>> ranks = new LinkedHashMap<>();
        for (int rank = 0; rank < names.size(); rank++) {
            ranks.computeIfAbsent(names.get(rank), _ -> new ArrayList<>()).add(rank);
        }
        return String.join(", ", ranks.entrySet().stream().map(e -> e.getKey() + " " + RankList.of(e.getValue())).toList());
    }
}
