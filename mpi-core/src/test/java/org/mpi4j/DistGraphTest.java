package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;

/** MPI 5.0, sections 8.5.4 and 8.5.5: graphs of which each rank knows its own edges. */
class DistGraphTest {
    @Everywhere
    void everyRankNamesItsOwnEdges(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            int next = (comm.rank() + 1) % size;
            int previous = (comm.rank() + size - 1) % size;
            for (boolean reorder : new boolean[] {false, true}) {
                try (DistGraphComm ring = comm.createDistGraphAdjacent(
                        new int[] {previous, previous}, new int[] {2, 3}, new int[] {next, next}, new int[] {2, 3}, reorder)) {
                    assertEquals(Topology.DIST_GRAPH, ring.topoTest());
                    assertEquals(comm.rank(), ring.rank());
                    assertArrayEquals(new int[] {previous, previous}, ring.sources());
                    assertArrayEquals(new int[] {next, next}, ring.destinations());
                    assertArrayEquals(new int[] {2, 3}, ring.sourceWeights());
                    assertArrayEquals(new int[] {2, 3}, ring.destWeights());
                    assertTrue(ring.isWeighted());
                    try (DistGraphComm dup = ring.dup()) {
                        assertArrayEquals(ring.sources(), dup.sources());
                        assertArrayEquals(ring.destWeights(), dup.destWeights());
                    }
                }
            }
        });
    }

    @Everywhere
    void anyRankNamesAnyEdges(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            boolean last = comm.rank() == size - 1;
            int[] all = IntStream.range(0, size).toArray();
            int[] degrees = IntStream.range(0, size).map(i -> i == 0 ? size : 0).toArray();
            DistGraphComm star = last
                    ? comm.createDistGraph(all, degrees, all, null, false)
                    : comm.createDistGraph(new int[0], new int[0], new int[0], null, false);
            assertArrayEquals(new int[] {0}, star.sources());
            assertArrayEquals(star.rank() == 0 ? all : new int[0], star.destinations());
            assertFalse(star.isWeighted());
            assertNull(star.sourceWeights());
            assertNull(star.destWeights());
            star.close();
        });
    }

    @Everywhere
    void edgesThatAreNamedTwiceFollowTheRanksThatNamedThem(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            int to = size - 1;
            int[] weights = {comm.rank(), 100 + comm.rank()};
            DistGraphComm graph = comm.createDistGraph(new int[] {0}, new int[] {2}, new int[] {to, to}, weights, true);
            int[] expected = IntStream.range(0, 2 * size).map(i -> i / 2 + 100 * (i % 2)).toArray();
            int[] peers = new int[2 * size];
            if (graph.rank() == to) {
                assertArrayEquals(peers, graph.sources());
                assertArrayEquals(expected, graph.sourceWeights());
            }
            if (graph.rank() == 0) {
                Arrays.fill(peers, to);
                assertArrayEquals(peers, graph.destinations());
                assertArrayEquals(expected, graph.destWeights());
            }
            graph.close();
        });
    }

    @Everywhere
    void hintsAreThoseOfTheNewCommunicator(Ranks ranks) {
        ranks.run(comm -> {
            String key = "mpi_assert_no_any_tag";
            Info info = Info.of(key, "true", "weights", "bytes");
            int[] own = {comm.rank()};
            try (DistGraphComm adjacent = comm.createDistGraphAdjacent(own, null, own, null, info, false);
                    DistGraphComm any = comm.createDistGraph(own, new int[] {1}, own, null, info, false);
                    DistGraphComm without = comm.createDistGraph(own, new int[] {1}, own, null, false)) {
                assertEquals("true", adjacent.info().string(key).orElseThrow());
                assertEquals("true", any.info().string(key).orElseThrow());
                assertEquals("false", without.info().string(key).orElseThrow());
                assertEquals("false", comm.info().string(key).orElseThrow());
                Errors.expect(ErrorClass.TAG, key, () -> any.recv(Buf.of(new int[1]), any.rank(), Comm.ANY_TAG));
            }
        });
    }

    @Everywhere
    void misuseIsAnError(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            int[] none = {};
            int[] zero = {0};
            int[] far = {size};
            int[] minus = {-1};
            int[] ones = {1};
            Errors.expect(ErrorClass.RANK, "sources[0]=" + size, () -> comm.createDistGraphAdjacent(far, null, none, null, false));
            Errors.expect(ErrorClass.RANK, "destinations[0]=-1", () -> comm.createDistGraphAdjacent(none, null, minus, null, false));
            Errors.expect(ErrorClass.ARG, "sourceWeights=0 edges=1", () -> comm.createDistGraphAdjacent(zero, none, none, none, false));
            Errors.expect(ErrorClass.ARG, "destWeights[0]=-1", () -> comm.createDistGraphAdjacent(none, none, zero, minus, false));
            Errors.expect(ErrorClass.ARG, "only one end", () -> comm.createDistGraphAdjacent(none, none, none, null, false));
            Errors.expect(ErrorClass.RANK, "sources[0]=-1", () -> comm.createDistGraph(minus, ones, zero, null, false));
            Errors.expect(ErrorClass.RANK, "destinations[0]=" + size, () -> comm.createDistGraph(zero, ones, far, null, false));
            Errors.expect(ErrorClass.ARG, "degrees=0 sources=1", () -> comm.createDistGraph(zero, none, none, null, false));
            Errors.expect(ErrorClass.ARG, "degrees[0]=-1", () -> comm.createDistGraph(zero, minus, none, null, false));
            Errors.expect(ErrorClass.ARG, "degrees=1 destinations=0", () -> comm.createDistGraph(zero, ones, none, null, false));
            Errors.expect(ErrorClass.ARG, "weights=0 edges=1", () -> comm.createDistGraph(zero, ones, zero, none, false));
            if (size > 1) {
                int[] some = comm.rank() == 0 ? ones : null;
                Errors.expect(ErrorClass.ARG, "edges with weights=1", () -> comm.createDistGraph(zero, ones, zero, some, false));
            }
            comm.barrier();
        });
    }
}
