package org.mpi4j.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which rank runs which program on which host. Immutable. */
record Placement(List<Seat> seats) {
    /** One rank's place; {@code app} is the index of its program. */
    record Seat(int rank, int app, String host, int localRank) {}

    /** The programs' ranks one after the other, all on one host. */
    static Placement onOneHost(List<Integer> ranksOfApps, String host) {
        List<Seat> seats = new ArrayList<>();
        for (int app = 0; app < ranksOfApps.size(); app++) {
            for (int i = 0; i < ranksOfApps.get(app); i++) {
                seats.add(new Seat(seats.size(), app, host, seats.size()));
            }
        }
        return new Placement(List.copyOf(seats));
    }

    int size() {
        return seats.size();
    }

    /** How many ranks each host has. */
    Map<String, Integer> localSizes() {
        Map<String, Integer> sizes = new HashMap<>();
        seats.forEach(seat -> sizes.merge(seat.host(), 1, Integer::sum));
        return sizes;
    }
}
