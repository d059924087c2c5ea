package org.mpi4j.internal.boot.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mpi4j.internal.boot.exchange.RankState.Need;

class WaitGraphTest {
    /** {@code needs[r]}: the ranks that rank r waits for. */
    private static WaitGraph graph(int[]... needs) {
        return new WaitGraph(Arrays.stream(needs)
                .map(of -> IntStream.of(of).mapToObj(rank -> new Need(rank, "recv tag " + rank)).collect(Collectors.toList()))
                .toList());
    }

    private static int[] on(int... ranks) {
        return ranks;
    }

    @Test
    void findsTwoRanksThatWaitForEachOther() {
        WaitGraph graph = graph(on(1), on(0), on(0));
        assertEquals(List.of(List.of(0, 1)), graph.cycles());
        assertEquals("recv tag 1", graph.how(0, 1));
    }

    @Test
    void findsTheShortestCycleThroughTheLowestRank() {
        assertEquals(List.of(List.of(0, 2)), graph(on(1, 2), on(2), on(0)).cycles());
    }

    @Test
    void findsARingOfAThousandRanks() {
        int[][] ring = IntStream.range(0, 1000).mapToObj(r -> on((r + 1) % 1000)).toArray(int[][]::new);
        assertEquals(List.of(IntStream.range(0, 1000).boxed().toList()), graph(ring).cycles());
    }

    @Test
    void findsCyclesThatHaveNoRankInCommon() {
        assertEquals(List.of(List.of(0, 1), List.of(2, 3)), graph(on(1), on(0), on(3), on(2)).cycles());
    }

    @Test
    void findsARankThatWaitsForItself() {
        assertEquals(List.of(List.of(1)), graph(on(), on(1)).cycles());
    }

    @Test
    void findsNoCycleInAChainAndWhoWaitsAtItsEnd() {
        WaitGraph chain = graph(on(1), on(2), on(), on());
        assertTrue(chain.cycles().isEmpty());
        assertEquals(List.of(0, 1), chain.thoseThatNeed(2));
        assertTrue(chain.needsNobody(2));
        assertEquals(List.of(), chain.thoseThatNeed(3));
    }

    @Test
    void passesOverRanksThatThereAreNot() {
        assertTrue(graph(on(7, -1)).cycles().isEmpty());
    }
}
