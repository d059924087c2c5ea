package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** MPI 5.0, sections 8.6 and 8.7: collectives between neighbours. */
class NeighborTest {
    private static final int[] COUNTS = {0, 1, 5, 20_000};

    /** Element {@code i} of block {@code block} of a rank. */
    private static int value(int rank, int block, int i) {
        return rank * 1_000_003 + block * 7_919 + i;
    }

    private static int[] blocks(int rank, int blocks, int count) {
        int n = Math.max(1, count);
        return IntStream.range(0, blocks * count).map(i -> value(rank, i / n, i % n)).toArray();
    }

    /** Grids that are open, rings, and rings of one or two ranks. */
    private static CartComm grid(Comm comm, boolean periodic) {
        CartComm grid = comm.createCart(Comm.dimsCreate(comm.size(), 0, 0), new boolean[] {periodic, !periodic}, true);
        assertNotNull(grid);
        return grid;
    }

    /** In two dimensions, each with the rank below before the rank above. */
    private static int[] gridNeighbours(CartComm grid) {
        return IntStream.range(0, 4)
                .map(i -> i % 2 == 0 ? grid.shift(i / 2, 1).source() : grid.shift(i / 2, 1).dest())
                .toArray();
    }

    @Everywhere
    void onAGridBlocksComeFromBothSidesOfEachDimension(Ranks ranks) {
        ranks.run(comm -> {
            for (boolean periodic : new boolean[] {true, false}) {
                CartComm grid = grid(comm, periodic);
                int[] neighbours = gridNeighbours(grid);
                for (int count : COUNTS) {
                    int[] out = blocks(grid.rank(), 4, count);
                    int[] expected = new int[4 * count];
                    Arrays.fill(expected, -1);
                    for (int i = 0; i < 4 * count; i++) {
                        int block = i / count;
                        if (neighbours[block] != Comm.PROC_NULL) {
                            expected[i] = value(neighbours[block], block ^ 1, i % count);
                        }
                    }
                    int[] in = new int[4 * count];
                    Arrays.fill(in, -1);
                    grid.neighborAlltoall(Buf.of(out), Buf.of(in));
                    assertArrayEquals(expected, in);
                    Arrays.fill(in, -1);
                    grid.ineighborAlltoall(Buf.of(out), Buf.of(in)).await();
                    assertArrayEquals(expected, in);
                    int[] mine = blocks(grid.rank(), 1, count);
                    for (int i = 0; i < 4 * count; i++) {
                        expected[i] = neighbours[i / count] == Comm.PROC_NULL ? -1 : value(neighbours[i / count], 0, i % count);
                    }
                    Arrays.fill(in, -1);
                    grid.neighborAllgather(Buf.of(mine), Buf.of(in));
                    assertArrayEquals(expected, in);
                    Arrays.fill(in, -1);
                    grid.ineighborAllgather(Buf.of(mine), Buf.of(in)).await();
                    assertArrayEquals(expected, in);
                }
                grid.close();
            }
        });
    }

    @Everywhere
    void onAGraphNeighboursMayBeTheRankItselfAndTheSameTwice(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            int[] index = IntStream.rangeClosed(1, size).map(node -> 4 * node).toArray();
            int[] edges = IntStream.range(0, 4 * size)
                    .map(i -> i % 4 == 0 ? i / 4 : i % 4 == 3 ? (i / 4 + size - 1) % size : (i / 4 + (i % 4 == 1 ? 1 : 0) + (i % 4 == 2 ? size - 1 : 0)) % size)
                    .toArray();
            // each: itself once, the next once, the one before twice; so it is no graph of mutual neighbours unless size <= 2
            GraphComm graph = comm.createGraph(index, edges, false);
            assertNotNull(graph);
            int[] in = new int[4];
            if (size > 2) {
                Errors.expect(
                        ErrorClass.TOPOLOGY, "one end=0 other end=1", () -> graph.neighborAllgather(Buf.of(new int[] {comm.rank()}), Buf.of(in)));
                return;
            }
            graph.neighborAllgather(Buf.of(new int[] {comm.rank()}), Buf.of(in));
            assertArrayEquals(graph.neighbors(graph.rank()), in);
        });
    }

    @Everywhere
    void onAGraphBlocksStandInTheOrderOfTheNeighbours(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            int[] index = IntStream.rangeClosed(1, size).map(node -> size * node).toArray();
            int[] edges = IntStream.range(0, size * size).map(i -> size - 1 - i % size).toArray();
            GraphComm complete = comm.createGraph(index, edges, true);
            assertNotNull(complete);
            int[] out = blocks(complete.rank(), size, 3);
            int[] in = new int[3 * size];
            complete.neighborAlltoall(Buf.of(out), Buf.of(in));
            assertArrayEquals(IntStream.range(0, 3 * size).map(i -> value(size - 1 - i / 3, size - 1 - complete.rank(), i % 3)).toArray(), in);
        });
    }

    /** Rank r sends 2 + r % 2 blocks to the next rank; each is one element longer than the one before. */
    @Everywhere
    void onADistributedGraphEdgesHaveADirectionAndAnyCount(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            int next = (comm.rank() + 1) % size;
            int previous = (comm.rank() + size - 1) % size;
            int[] destinations = new int[2 + comm.rank() % 2];
            int[] sources = new int[2 + previous % 2];
            Arrays.fill(destinations, next);
            Arrays.fill(sources, previous);
            DistGraphComm ring = comm.createDistGraphAdjacent(sources, null, destinations, null, false);
            for (int unit : new int[] {1, 9000}) {
                long[] sendCounts = IntStream.range(0, destinations.length).mapToLong(i -> (long) unit * i).toArray();
                long[] recvCounts = IntStream.range(0, sources.length).mapToLong(i -> (long) unit * i).toArray();
                int[] out = ramp(comm.rank(), sendCounts);
                int[] expected = ramp(previous, recvCounts);
                int[] in = new int[expected.length];
                ring.neighborAlltoallv(Buf.of(out).blocks(sendCounts), Buf.of(in).blocks(recvCounts));
                assertArrayEquals(expected, in);
                Arrays.fill(in, 0);
                ring.ineighborAlltoallv(Buf.of(out).blocks(sendCounts), Buf.of(in).blocks(recvCounts)).await();
                assertArrayEquals(expected, in);

                int[] mine = blocks(comm.rank(), 1, unit * (1 + comm.rank()));
                int length = unit * (1 + previous);
                long[] counts = new long[sources.length];
                Arrays.fill(counts, length);
                int[] all = new int[sources.length * length];
                ring.neighborAllgatherv(Buf.of(mine), Buf.of(all).blocks(counts));
                assertArrayEquals(IntStream.range(0, all.length).map(i -> value(previous, 0, i % length)).toArray(), all);
                Arrays.fill(all, 0);
                ring.ineighborAllgatherv(Buf.of(mine), Buf.of(all).blocks(counts)).await();
                assertArrayEquals(IntStream.range(0, all.length).map(i -> value(previous, 0, i % length)).toArray(), all);
            }
            ring.close();
        });
    }

    private static int[] ramp(int rank, long... counts) {
        int[] all = new int[(int) Arrays.stream(counts).sum()];
        int at = 0;
        for (int block = 0; block < counts.length; block++) {
            for (int i = 0; i < counts[block]; i++) {
                all[at++] = value(rank, block, i);
            }
        }
        return all;
    }

    @Everywhere
    void alltoallwTakesABufferOfItsOwnForEachNeighbour(Ranks ranks) {
        ranks.run(comm -> {
            CartComm ring = comm.createCart(new int[] {comm.size()}, new boolean[] {true}, false);
            assertNotNull(ring);
            int below = ring.shift(0, 1).source();
            int above = ring.shift(0, 1).dest();
            for (boolean waits : new boolean[] {true, false}) {
                double[] up = {ring.rank() + 0.5};
                boolean[] down = {ring.rank() % 2 == 0, true};
                double[] fromBelow = new double[1];
                boolean[] fromAbove = new boolean[2];
                Buf[] sends = {Buf.of(down), Buf.of(up)};
                Buf[] recvs = {Buf.of(fromBelow), Buf.of(fromAbove)};
                if (waits) {
                    ring.neighborAlltoallw(sends, recvs);
                } else {
                    ring.ineighborAlltoallw(sends, recvs).await();
                }
                assertArrayEquals(new double[] {below + 0.5}, fromBelow);
                assertArrayEquals(new boolean[] {above % 2 == 0, true}, fromAbove);
            }
        });
    }

    @Everywhere
    void aDuplicateHasTheSameNeighbours(Ranks ranks) {
        ranks.run(comm -> {
            try (CartComm grid = grid(comm, true); CartComm dup = grid.dup()) {
                int[] in = new int[4];
                int[] inDup = new int[4];
                Request first = grid.ineighborAllgather(Buf.of(new int[] {comm.rank()}), Buf.of(in));
                Request second = dup.ineighborAllgather(Buf.of(new int[] {comm.rank()}), Buf.of(inDup));
                Request.awaitAll(second, first);
                assertArrayEquals(in, inDup);
            }
        });
    }

    @Everywhere
    void objectsGoToNeighboursToo(Ranks ranks) {
        ranks.run(comm -> {
            for (boolean periodic : new boolean[] {true, false}) {
                CartComm grid = grid(comm, periodic);
                int[] neighbours = gridNeighbours(grid);
                List<String> expected = new ArrayList<>();
                List<String> exchanged = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    expected.add(neighbours[i] == Comm.PROC_NULL ? null : "rank " + neighbours[i]);
                    exchanged.add(neighbours[i] == Comm.PROC_NULL ? null : neighbours[i] + " block " + (i ^ 1));
                }
                assertEquals(expected, grid.neighborAllgatherObject("rank " + grid.rank()));
                List<String> out = IntStream.range(0, 4).mapToObj(i -> grid.rank() + " block " + i).toList();
                assertEquals(exchanged, grid.neighborAlltoallObject(out));
                Errors.expect(ErrorClass.COUNT, "objects=1 needed=4", () -> grid.neighborAlltoallObject(List.of("x")));
                grid.close();
            }
        });
    }

    @Everywhere
    void anObjectThatCannotBeWrittenLeavesNoNeighbourWaiting(Ranks ranks) {
        ranks.run(comm -> {
            CartComm ring = comm.createCart(new int[] {comm.size()}, new boolean[] {true}, false);
            assertNotNull(ring);
            Object mine = comm.rank() == 0 ? new Object() : "x";
            boolean needsIt = ring.shift(0, 1).source() == 0 || ring.shift(0, 1).dest() == 0;
            if (comm.rank() == 0) {
                Errors.expect(ErrorClass.TYPE, "neighborAllgatherObject", () -> ring.neighborAllgatherObject(mine));
            } else if (needsIt) {
                Errors.expect(ErrorClass.OTHER, "source=0", () -> ring.neighborAllgatherObject(mine));
            } else {
                assertEquals(List.of("x", "x"), ring.neighborAllgatherObject(mine));
            }
            ring.barrier();
        });
    }

    @Everywhere
    void misuseIsAnError(Ranks ranks) {
        ranks.run(comm -> {
            CartComm grid = grid(comm, true);
            Buf one = Buf.of(new int[1]);
            Errors.expect(ErrorClass.COUNT, "recv.count=3 sources=4", () -> grid.neighborAllgather(one, Buf.of(new int[3])));
            Errors.expect(ErrorClass.COUNT, "send bytes=4", () -> grid.neighborAllgather(one, Buf.of(new int[8])));
            Errors.expect(ErrorClass.COUNT, "send.count=1 destinations=4", () -> grid.neighborAlltoall(one, Buf.of(new int[4])));
            Errors.expect(ErrorClass.COUNT, "send bytes=4", () -> grid.ineighborAlltoall(Buf.of(new int[4]), Buf.of(new int[8])));
            Errors.expect(ErrorClass.ARG, "block per source", () -> grid.neighborAllgatherv(one, Buf.of(new int[4])));
            Errors.expect(ErrorClass.ARG, "recv.counts=1", () -> grid.neighborAllgatherv(one, Buf.of(new int[4]).blocks(new long[1])));
            Errors.expect(ErrorClass.ARG, "block per destination", () -> grid.neighborAlltoallv(one, Buf.of(new int[4]).blocks(new long[4])));
            Errors.expect(ErrorClass.ARG, "sends=0 needed=4", () -> grid.neighborAlltoallw(new Buf[0], new Buf[0]));
            Errors.expect(ErrorClass.BUFFER, "IN_PLACE", () -> grid.neighborAllgather(Buf.IN_PLACE, Buf.of(new int[4])));
            Errors.expect(ErrorClass.BUFFER, "recvs[3]=null", () -> grid.neighborAlltoallw(new Buf[] {one, one, one, one}, new Buf[] {one, one, one, null}));
            grid.close();
            Errors.expect(ErrorClass.COMM, "neighborAlltoall", () -> grid.neighborAlltoall(one, one));
        });
    }
}
