package org.mpi4j.internal.boot.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each rank of a job does, and who waits for whom, for people. Immutable. */
final class HangReport {
    private static final int MOST_NAMED = 16;

    /**
     * A rank, as whoever serves the exchange knows it.
     *
     * @param name as {@code rank 1 on node2 (pid 4711)}
     * @param state what it has answered; null if it has not, or was not asked
     * @param otherwise what is to be said then
     */
    record Entry(String name, @Nullable RankState state, String otherwise) {}

    private final List<Entry> ranks;

    HangReport(List<Entry> ranks) {
        this.ranks = List.copyOf(ranks);
    }

    /** The whole report, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Entry rank : ranks) {
            RankState state = rank.state();
            if (state == null) {
                lines.add(rank.name() + " " + rank.otherwise());
            } else {
                lines.add(rank.name() + " " + state.activity().words() + (state.activity() == RankState.Activity.WAITS ? ", and nothing has come for it for " + seconds(state.idleNanos()) : ""));
                state.lines().forEach(line -> lines.add("    " + line));
            }
        }
        WaitGraph graph = graph();
        List<List<Integer>> cycles = graph.cycles();
        for (List<Integer> cycle : cycles) {
            lines.add("wait-for cycle: " + words(cycle, graph));
        }
        if (cycles.isEmpty()) {
            blame(graph, lines);
        }
        return lines;
    }

    private WaitGraph graph() {
        List<List<RankState.Need>> needs = new ArrayList<>();
        for (Entry rank : ranks) {
            RankState state = rank.state();
            needs.add(state == null || state.activity() != RankState.Activity.WAITS ? List.of() : state.needs());
        }
        return new WaitGraph(needs);
    }

    private static String words(List<Integer> cycle, WaitGraph graph) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < cycle.size(); i++) {
            int rank = cycle.get(i);
            int next = cycle.get((i + 1) % cycle.size());
            parts.add("rank " + rank + " waits for rank " + next + " in " + graph.how(rank, next));
        }
        return String.join(", ", parts);
    }

    /** Where nobody waits in a cycle, those that need no other rank in particular are what the others wait for. */
    private void blame(WaitGraph graph, List<String> lines) {
        for (int rank = 0; rank < ranks.size(); rank++) {
            List<Integer> waiting = graph.needsNobody(rank) ? graph.thoseThatNeed(rank) : List.of();
            if (!waiting.isEmpty()) {
                RankState state = ranks.get(rank).state();
                String named = waiting.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "));
                lines.add("rank " + named + (waiting.size() > MOST_NAMED ? ", ..." : "") + (waiting.size() == 1 ? " waits" : " wait, directly or through others,") + " for rank " + rank + ", which "
                        + (state == null ? ranks.get(rank).otherwise() : state.activity().words()));
            }
        }
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / (double) TimeUnit.SECONDS.toNanos(1));
    }
}
