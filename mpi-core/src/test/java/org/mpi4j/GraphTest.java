package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.stream.IntStream;

/** MPI 5.0, sections 8.5.3 and 8.5.5: graphs that all ranks know. */
class GraphTest {
    /** A star with rank 0 in its middle, and an edge of rank 0 to itself. */
    private static int[] starIndex(int size) {
        return IntStream.range(0, size).map(node -> size + node).toArray();
    }

    private static int[] starEdges(int size) {
        return IntStream.range(0, 2 * size - 1).map(i -> i < size ? i : 0).toArray();
    }

    @Everywhere
    void everyRankKnowsTheNeighboursOfAll(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            for (boolean reorder : new boolean[] {false, true}) {
                try (GraphComm star = comm.createGraph(starIndex(size), starEdges(size), reorder)) {
                    assertNotNull(star);
                    assertEquals(comm.rank(), star.rank());
                    assertEquals(Topology.GRAPH, star.topoTest());
                    assertArrayEquals(starIndex(size), star.index());
                    assertArrayEquals(starEdges(size), star.edges());
                    assertEquals(size, star.neighborsCount(0));
                    assertArrayEquals(IntStream.range(0, size).toArray(), star.neighbors(0));
                    for (int rank = 1; rank < size; rank++) {
                        assertEquals(1, star.neighborsCount(rank));
                        assertArrayEquals(new int[] {0}, star.neighbors(rank));
                    }
                }
            }
        });
    }

    @Everywhere
    void aDuplicateHasTheSameGraph(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            try (GraphComm star = comm.createGraph(starIndex(size), starEdges(size), false)) {
                assertNotNull(star);
                try (GraphComm dup = star.dup()) {
                    assertArrayEquals(star.edges(), dup.edges());
                    assertEquals(Comparison.CONGRUENT, star.compare(dup));
                    assertEquals(size, dup.allreduce(1, Op.SUM));
                }
            }
        });
    }

    @Everywhere
    void whoIsNoNodeGetsNoCommunicator(Ranks ranks) {
        ranks.run(comm -> {
            int nodes = comm.size() - 1;
            int[] index = IntStream.rangeClosed(1, nodes).toArray();
            int[] edges = IntStream.range(0, nodes).toArray();
            GraphComm loops = comm.createGraph(index, edges, true);
            assertEquals(comm.rank() < nodes, loops != null);
            if (loops != null) {
                assertArrayEquals(new int[] {loops.rank()}, loops.neighbors(loops.rank()));
            }
            assertNull(comm.createGraph(new int[0], new int[0], false));
            assertEquals(comm.rank() < nodes ? comm.rank() : Comm.UNDEFINED, comm.graphMap(index, edges));
        });
    }

    @Everywhere
    void misuseIsAnError(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            Errors.expect(ErrorClass.ARG, "nodes=" + (size + 1) + " size=" + size, () -> comm.createGraph(new int[size + 1], new int[0], false));
            Errors.expect(ErrorClass.ARG, "index[0]=-1", () -> comm.createGraph(new int[] {-1}, new int[0], false));
            Errors.expect(ErrorClass.ARG, "last=1 edges=2", () -> comm.createGraph(new int[] {1}, new int[2], false));
            Errors.expect(ErrorClass.RANK, "edges[0]=1 nodes=1", () -> comm.createGraph(new int[] {1}, new int[] {1}, false));
            Errors.expect(ErrorClass.RANK, "graphMap", () -> comm.graphMap(new int[] {1}, new int[] {-1}));
            GraphComm loop = comm.createGraph(new int[] {1}, new int[] {0}, false);
            if (loop != null) {
                Errors.expect(ErrorClass.RANK, "rank=1 size=1", () -> loop.neighbors(1));
                Errors.expect(ErrorClass.RANK, "rank=-1", () -> loop.neighborsCount(-1));
                loop.close();
                Errors.expect(ErrorClass.COMM, "createGraph", () -> loop.createGraph(new int[] {1}, new int[] {0}, false));
            }
            assertEquals(Topology.UNDEFINED, comm.topoTest());
        });
    }
}
