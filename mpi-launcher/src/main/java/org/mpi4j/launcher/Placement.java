package org.mpi4j.launcher;

import java.util.ArrayList;
import java.util.Collections;
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

    /** How ranks follow each other over hosts. */
    enum Order {
        /** The slots of one host, then those of the next. */
        SLOT,
        /** One on each host, then the next one on each. */
        NODE
    }

    /** The programs' ranks over several hosts; when all slots are taken, each is taken once more. */
    static Placement onHosts(List<Integer> ranksOfApps, List<HostSlots> hosts, Order order) {
        List<String> turn = turn(hosts, order);
        Map<String, Integer> taken = new HashMap<>();
        List<Seat> seats = new ArrayList<>();
        for (int app = 0; app < ranksOfApps.size(); app++) {
            for (int i = 0; i < ranksOfApps.get(app); i++) {
                String host = turn.get(seats.size() % turn.size());
                seats.add(new Seat(seats.size(), app, host, taken.merge(host, 1, Integer::sum) - 1));
            }
        }
        return new Placement(List.copyOf(seats));
    }

    /** The host of each slot, in the order in which slots are taken. */
    private static List<String> turn(List<HostSlots> hosts, Order order) {
        List<String> turn = new ArrayList<>();
        int most = hosts.stream().mapToInt(HostSlots::slots).max().orElse(0);
        switch (order) {
            case SLOT -> hosts.forEach(host -> turn.addAll(Collections.nCopies(host.slots(), host.host())));
            case NODE -> {
                for (int slot = 0; slot < most; slot++) {
                    for (HostSlots host : hosts) {
                        if (slot < host.slots()) {
                            turn.add(host.host());
                        }
                    }
                }
            }
        }
        return turn;
    }

    /** The hosts that have a rank, in the order of their first. */
    List<String> hosts() {
        return seats.stream().map(Seat::host).distinct().toList();
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
