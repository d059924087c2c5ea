package org.mpi4j.internal.coll;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.Comm;

/** Exchanges between neighbours, in every size, against what the standard says. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NeighborTest {
    /** Runs an alltoall in which block {@code i} of a rank has {@code count(i)} atoms; gives what the ranks receive. */
    private static long[][] exchange(Neighbors[] neighbors, long[][] sendCounts, long[][] recvCounts) {
        int size = neighbors.length;
        long[][] send = Cases.perRank(size, rank -> Cases.atoms(rank, Arrays.stream(sendCounts[rank]).sum()));
        long[][] recv = Cases.perRank(size, rank -> Simulation.unwritten((int) Arrays.stream(recvCounts[rank]).sum()));
        Simulation.run(
                Cases.ofAllRanks(
                        size, rank -> NeighborSpread.schedule(rank, neighbors[rank], Blocks.packed(sendCounts[rank]), Blocks.packed(recvCounts[rank]))),
                send,
                recv,
                1,
                1,
                Cases.SUM);
        return recv;
    }

    private static long[] ones(int count) {
        long[] ones = new long[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void whatGoesUpARingComesFromBelow() {
        Cases.forEachSize(size -> {
            Neighbors[] ring = IntStream.range(0, size)
                    .mapToObj(rank -> Neighbors.onGrid(Ring.after(rank, -1, size), (rank + 1) % size))
                    .toArray(Neighbors[]::new);
            long[][] counts = Cases.perRank(size, _ -> ones(2));
            long[][] recv = exchange(ring, counts, counts);
            for (int rank = 0; rank < size; rank++) {
                int below = (rank + size - 1) % size;
                int above = (rank + 1) % size;
                assertArrayEquals(new long[] {Cases.atom(below, 1), Cases.atom(above, 0)}, recv[rank], "size=" + size + ", rank=" + rank);
            }
        });
    }

    @Test
    void pastTheEndOfALineNothingIsWritten() {
        Cases.forEachSize(size -> {
            Neighbors[] line = IntStream.range(0, size)
                    .mapToObj(rank -> Neighbors.onGrid(rank == 0 ? Comm.PROC_NULL : rank - 1, rank == size - 1 ? Comm.PROC_NULL : rank + 1))
                    .toArray(Neighbors[]::new);
            long[][] counts = Cases.perRank(size, _ -> ones(2));
            long[][] recv = exchange(line, counts, counts);
            for (int rank = 0; rank < size; rank++) {
                assertEquals(rank == 0 ? Simulation.UNWRITTEN : Cases.atom(rank - 1, 1), recv[rank][0]);
                assertEquals(rank == size - 1 ? Simulation.UNWRITTEN : Cases.atom(rank + 1, 0), recv[rank][1]);
            }
        });
    }

    @Test
    void edgesOfAGraphThatAreNamedTwiceMatchInOrder() {
        Random random = new Random(3);
        for (int turn = 0; turn < 300; turn++) {
            int size = 1 + random.nextInt(33);
            int edges = random.nextInt(4 * size);
            int[] from = random.ints(edges, 0, size).toArray();
            int[] to = random.ints(edges, 0, size).toArray();
            long[] counts = random.longs(edges, 0, 4).toArray();
            int[][] in = perNode(size, to);
            int[][] out = perNode(size, from);
            Neighbors[] graph = IntStream.range(0, size)
                    .mapToObj(rank -> Neighbors.onGraph(
                            IntStream.of(in[rank]).map(e -> from[e]).toArray(), IntStream.of(out[rank]).map(e -> to[e]).toArray()))
                    .toArray(Neighbors[]::new);
            long[][] sendCounts = Cases.perRank(size, rank -> IntStream.of(out[rank]).mapToLong(e -> counts[e]).toArray());
            long[][] recvCounts = Cases.perRank(size, rank -> IntStream.of(in[rank]).mapToLong(e -> counts[e]).toArray());
            long[][] recv = exchange(graph, sendCounts, recvCounts);
            for (int rank = 0; rank < size; rank++) {
                int at = 0;
                for (int edge : in[rank]) {
                    long first = IntStream.of(out[from[edge]]).filter(e -> e < edge).mapToLong(e -> counts[e]).sum();
                    for (long i = 0; i < counts[edge]; i++) {
                        assertEquals(Cases.atom(from[edge], first + i), recv[rank][at++]);
                    }
                }
            }
        }
    }

    private static int[][] perNode(int size, int... ends) {
        return IntStream.range(0, size)
                .mapToObj(node -> IntStream.range(0, ends.length).filter(edge -> ends[edge] == node).toArray())
                .toArray(int[][]::new);
    }
}
