package org.mpi4j.internal.boot.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which rank waits for which. Immutable. */
final class WaitGraph {
    private static final int MOST_CYCLES = 8;

    private final List<List<RankState.Need>> needs;
    private final List<List<Integer>> neededBy = new ArrayList<>();

    /** @param needs of each rank, in rank order; each of them keeps it from going on */
    WaitGraph(List<List<RankState.Need>> needs) {
        this.needs = List.copyOf(needs);
        needs.forEach(_ -> neededBy.add(new ArrayList<>()));
        for (int rank = 0; rank < needs.size(); rank++) {
            for (RankState.Need need : needs.get(rank)) {
                if (isRank(need.rank())) {
                    neededBy.get(need.rank()).add(rank);
                }
            }
        }
    }

    private boolean isRank(int number) {
        return number >= 0 && number < needs.size();
    }

    /** As {@code recv tag 3}: how a rank waits for another. */
    String how(int rank, int other) {
        return needs.get(rank).stream().filter(need -> need.rank() == other).findFirst().map(RankState.Need::how).orElse("");
    }

    /** Cycles that have no rank in common, shortest from its lowest rank; each begins with that. */
    List<List<Integer>> cycles() {
        List<List<Integer>> cycles = new ArrayList<>();
        Set<Integer> told = new HashSet<>();
        for (int rank = 0; rank < needs.size() && cycles.size() < MOST_CYCLES; rank++) {
            List<Integer> cycle = told.contains(rank) ? List.of() : shortestFrom(rank, told);
            if (!cycle.isEmpty()) {
                cycles.add(cycle);
                told.addAll(cycle);
            }
        }
        return cycles;
    }

    /** The shortest way from a rank back to itself around those that are told of already; empty if there is none. */
    private List<Integer> shortestFrom(int start, Set<Integer> told) {
        int[] before = new int[needs.size()];
        Set<Integer> seen = new HashSet<>();
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            int rank = open.removeFirst();
            for (RankState.Need need : needs.get(rank)) {
                int other = need.rank();
                if (!isRank(other) || told.contains(other)) {
                    continue;
                }
                if (other == start) {
                    return path(start, rank, before);
                }
                if (seen.add(other)) {
                    before[other] = rank;
                    open.addLast(other);
                }
            }
        }
        return List.of();
    }

    private static List<Integer> path(int start, int last, int... before) {
        ArrayDeque<Integer> path = new ArrayDeque<>();
        for (int rank = last; rank != start; rank = before[rank]) {
            path.addFirst(rank);
        }
        path.addFirst(start);
        return List.copyOf(path);
    }

    boolean needsNobody(int rank) {
        return needs.get(rank).isEmpty();
    }

    /** All ranks that cannot go on before that one does something, in order. */
    List<Integer> thoseThatNeed(int rank) {
        TreeSet<Integer> found = new TreeSet<>();
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(rank));
        while (!open.isEmpty()) {
            for (int other : neededBy.get(open.removeFirst())) {
                if (found.add(other)) {
                    open.addLast(other);
                }
            }
        }
        return List.copyOf(found);
    }
}
