package org.mpi4j.internal.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.Comm;

/** Where reordering puts the nodes of a topology, with hosts that there are not. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlacementTest {
    private static CartGrid grid(boolean periodic, int... dims) {
        boolean[] periods = new boolean[dims.length];
        Arrays.fill(periods, periodic);
        return CartGrid.of("createCart", dims, periods, 100_000);
    }

    /** Hosts of so many ranks each, one after the other. */
    private static int[] inARow(int hosts, int each) {
        return IntStream.range(0, hosts * each).map(rank -> rank / each).toArray();
    }

    /** Rank after rank on the next host. */
    private static int[] dealtOut(int hosts, int each) {
        return IntStream.range(0, hosts * each).map(rank -> rank % hosts).toArray();
    }

    private static long cut(Edges edges, Placement placement, int... hosts) {
        return edges.cut(IntStream.of(placement.processes()).map(process -> hosts[process]).toArray());
    }

    private static void assertNoWorse(Edges edges, Placement placement, int... hosts) {
        int[] used = IntStream.of(placement.processes()).sorted().toArray();
        assertArrayEquals(IntStream.range(0, edges.nodes()).toArray(), used);
        assertTrue(cut(edges, placement, hosts) <= edges.cut(Arrays.copyOf(hosts, edges.nodes())), placement::toString);
    }

    @Test
    void blocksOfAGridShareAHost() {
        CartGrid grid = grid(false, 8, 8);
        for (int[] hosts : new int[][] {inARow(4, 16), dealtOut(4, 16)}) {
            Placement placement = Placement.ofGrid(grid, hosts);
            assertNoWorse(grid.edges(), placement, hosts);
            assertEquals(16, cut(grid.edges(), placement, hosts));
            assertEquals(hosts[placement.processes()[0]], hosts[placement.processes()[27]]);
        }
        assertEquals(24, grid.edges().cut(inARow(4, 16)));
    }

    @Test
    void aCubeIsCutIntoCubes() {
        CartGrid grid = grid(true, 4, 4, 4);
        int[] hosts = dealtOut(8, 8);
        assertEquals(3 * 2 * 16, cut(grid.edges(), Placement.ofGrid(grid, hosts), hosts));
    }

    @Test
    void ranksStayWhereAllShareAHostOrTheOrderIsGoodAlready() {
        CartGrid grid = grid(false, 3, 4);
        assertEquals(Placement.asGiven(12), Placement.ofGrid(grid, new int[12]));
        CartGrid line = grid(false, 12);
        assertEquals(Placement.asGiven(12), Placement.ofGrid(line, inARow(3, 4)));
        assertEquals(Placement.asGiven(0), Placement.ofGraph(Edges.unweighted(0, new int[0], new int[0]), 0, 1));
    }

    @Test
    void ofMoreProcessesThanNodesTheFirstAreUsed() {
        CartGrid grid = grid(false, 2, 3);
        int[] hosts = dealtOut(2, 5);
        Placement placement = Placement.ofGrid(grid, hosts);
        assertNoWorse(grid.edges(), placement, hosts);
        assertEquals(3, cut(grid.edges(), placement, hosts));
        assertEquals(Comm.UNDEFINED, placement.nodeOf(6));
        assertEquals(0, placement.nodeOf(placement.processes()[0]));
    }

    @Test
    void unequalHostsAreNoWorseThanBefore() {
        Random random = new Random(7);
        for (int turn = 0; turn < 200; turn++) {
            int[] dims = {1 + random.nextInt(5), 1 + random.nextInt(5), 1 + random.nextInt(3)};
            CartGrid grid = grid(random.nextBoolean(), dims);
            int[] hosts = random.ints(grid.size() + random.nextInt(4), 3, 7).toArray();
            Placement placement = Placement.ofGrid(grid, hosts);
            assertNoWorse(grid.edges(), placement, hosts);
            assertEquals(placement, Placement.ofGrid(grid, hosts));
        }
    }

    @Test
    void cliquesOfAGraphShareAHost() {
        int nodes = 12;
        int[] from = IntStream.range(0, nodes * nodes).map(pair -> pair / nodes).toArray();
        int[] to = IntStream.range(0, nodes * nodes).map(pair -> pair % nodes).toArray();
        int[] inside = IntStream.range(0, nodes * nodes).filter(pair -> from[pair] % 3 == to[pair] % 3).toArray();
        Edges cliques = Edges.unweighted(nodes, IntStream.of(inside).map(p -> from[p]).toArray(), IntStream.of(inside).map(p -> to[p]).toArray());
        int[] hosts = inARow(3, 4);
        assertTrue(cliques.cut(hosts) > 0);
        assertEquals(0, cut(cliques, Placement.ofGraph(cliques, hosts), hosts));
    }

    @Test
    void weightsTellWhichEdgesMatter() {
        Edges square = new Edges(4, new int[] {0, 1, 2, 3}, new int[] {1, 2, 3, 0}, new int[] {1, 9, 1, 9});
        int[] hosts = {0, 0, 1, 1};
        Placement placement = Placement.ofGraph(square, hosts);
        assertEquals(2, cut(square, placement, hosts));
        assertEquals(hosts[placement.processes()[1]], hosts[placement.processes()[2]]);
    }

    @Test
    void randomGraphsAreNoWorseThanBefore() {
        Random random = new Random(11);
        for (int turn = 0; turn < 200; turn++) {
            int nodes = 1 + random.nextInt(30);
            int count = random.nextInt(80);
            Edges edges = new Edges(
                    nodes, random.ints(count, 0, nodes).toArray(), random.ints(count, 0, nodes).toArray(), random.ints(count, 0, 5).toArray());
            int[] hosts = random.ints(nodes, 0, 1 + random.nextInt(6)).toArray();
            assertNoWorse(edges, Placement.ofGraph(edges, hosts), hosts);
        }
    }
}
