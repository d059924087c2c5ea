package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** MPI 5.0, sections 6.3 to 6.8: collectives that move data, in their blocking and non-blocking forms. */
class CollectiveTest {
    private static final int[] COUNTS = {0, 1, 7, 3000, 40_000};

    /** Element {@code i} of what {@code from} sends to {@code to}. */
    private static int value(int from, int to, int i) {
        return from * 1_000_003 + to * 7_919 + i;
    }

    private static int[] filled(int count, IntUnaryOperator value) {
        return IntStream.range(0, count).map(value).toArray();
    }

    @Everywhere
    void nobodyLeavesABarrierBeforeAllHaveCome(Ranks ranks) {
        AtomicInteger came = new AtomicInteger();
        ranks.runWorld(comm -> {
            for (int round = 1; round <= 10; round++) {
                came.incrementAndGet();
                if (round % 2 == 0) {
                    comm.barrier();
                } else {
                    comm.ibarrier().await();
                }
                assertTrue(came.get() >= round * comm.size());
                comm.barrier();
            }
        });
    }

    @Everywhere
    void bcastGivesTheRootsDataToAll(Ranks ranks) {
        ranks.run(comm -> {
            for (int root = 0; root < comm.size(); root++) {
                for (int count : COUNTS) {
                    int from = root;
                    int[] expected = filled(count, i -> value(from, 0, i));
                    int[] data = comm.rank() == root ? expected.clone() : new int[count];
                    comm.bcast(Buf.of(data), root);
                    assertArrayEquals(expected, data);
                    int[] again = comm.rank() == root ? expected.clone() : new int[count];
                    comm.ibcast(Buf.of(again), root).await();
                    assertArrayEquals(expected, again);
                }
            }
        });
    }

    @Everywhere
    void bcastTakesDifferentDatatypesOfTheSameData(Ranks ranks) {
        ranks.run(comm -> {
            int n = 5000;
            int[] matrix = new int[2 * n];
            Datatype column = Datatype.vector(n, 1, 2, Datatype.INT);
            if (comm.rank() == 0) {
                Arrays.setAll(matrix, i -> i);
                comm.bcast(Buf.of(matrix, column), 0);
            } else if (comm.rank() % 2 == 1) {
                int[] flat = new int[n];
                comm.bcast(Buf.of(flat), 0);
                assertArrayEquals(filled(n, i -> 2 * i), flat);
            } else {
                Arrays.fill(matrix, -1);
                comm.bcast(Buf.of(matrix, column), 0);
                assertArrayEquals(filled(2 * n, i -> i % 2 == 0 ? i : -1), matrix);
            }
            boolean[] flags = {comm.rank() == 0, comm.rank() != 0};
            comm.bcast(Buf.of(flags), 0);
            assertArrayEquals(new boolean[] {true, false}, flags);
        });
    }

    @Everywhere
    void gatherAndScatterAreTheReverseOfEachOther(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            for (int root = 0; root < size; root++) {
                for (int count : COUNTS) {
                    boolean isRoot = comm.rank() == root;
                    int[] mine = filled(count, i -> value(comm.rank(), 0, i));
                    int[] expected = filled(size * count, i -> value(i / Math.max(1, count), 0, i % Math.max(1, count)));
                    int[] all = new int[isRoot ? size * count : 0];
                    comm.gather(Buf.of(mine), isRoot ? Buf.of(all) : null, root);
                    assertArrayEquals(isRoot ? expected : all, all);
                    int[] back = new int[count];
                    comm.scatter(isRoot ? Buf.of(all) : null, Buf.of(back), root);
                    assertArrayEquals(mine, back);
                    int[] again = new int[isRoot ? size * count : 0];
                    comm.igather(Buf.of(mine), isRoot ? Buf.of(again) : null, root).await();
                    assertArrayEquals(all, again);
                    comm.iscatter(isRoot ? Buf.of(all) : null, Buf.of(back), root).await();
                    assertArrayEquals(mine, back);
                }
            }
        });
    }

    @Everywhere
    void gatherAndScatterWorkInPlaceAtTheRoot(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            int root = size - 1;
            boolean isRoot = comm.rank() == root;
            int[] all = new int[size * 2];
            all[2 * comm.rank()] = comm.rank();
            all[2 * comm.rank() + 1] = -comm.rank();
            comm.gather(isRoot ? Buf.IN_PLACE : Buf.of(all, 2 * comm.rank(), 2), isRoot ? Buf.of(all) : null, root);
            int[] mine = new int[2];
            if (isRoot) {
                assertArrayEquals(filled(2 * size, i -> i % 2 == 0 ? i / 2 : -(i / 2)), all);
            }
            comm.scatter(isRoot ? Buf.of(all) : null, isRoot ? Buf.IN_PLACE : Buf.of(mine), root);
            assertArrayEquals(isRoot ? new int[2] : new int[] {comm.rank(), -comm.rank()}, mine);
        });
    }

    @Everywhere
    void theVFormsPlaceBlocksWithGapsAndInAnyOrder(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            for (int unit : new int[] {1, 4000}) {
                long[] counts = new long[size];
                long[] displs = new long[size];
                Arrays.setAll(counts, r -> (long) unit * (r % 3));
                long at = 3;
                for (int r = size - 1; r >= 0; r--) {
                    displs[r] = at;
                    at += counts[r] + 2;
                }
                int room = (int) at;
                int mineCount = (int) counts[comm.rank()];
                int[] mine = filled(mineCount, i -> value(comm.rank(), 0, i));
                int[] expected = new int[room];
                Arrays.fill(expected, -9);
                for (int r = 0; r < size; r++) {
                    for (int i = 0; i < counts[r]; i++) {
                        expected[(int) displs[r] + i] = value(r, 0, i);
                    }
                }
                int root = size / 2;
                boolean isRoot = comm.rank() == root;
                int[] all = new int[room];
                Arrays.fill(all, -9);
                comm.gatherv(Buf.of(mine), isRoot ? Buf.of(all).blocks(counts, displs) : null, root);
                if (isRoot) {
                    assertArrayEquals(expected, all);
                }
                int[] back = new int[mineCount];
                comm.scatterv(isRoot ? Buf.of(all).blocks(counts, displs) : null, Buf.of(back), root);
                assertArrayEquals(mine, back);
                int[] everywhere = new int[room];
                Arrays.fill(everywhere, -9);
                comm.allgatherv(Buf.of(mine), Buf.of(everywhere).blocks(counts, displs));
                assertArrayEquals(expected, everywhere);
                int[] inPlace = new int[room];
                Arrays.fill(inPlace, -9);
                System.arraycopy(mine, 0, inPlace, (int) displs[comm.rank()], mineCount);
                comm.iallgatherv(Buf.of(inPlace).blocks(counts, displs)).await();
                assertArrayEquals(expected, inPlace);
                comm.igatherv(Buf.of(mine), isRoot ? Buf.of(all).blocks(counts, displs) : null, root).await();
                comm.iscatterv(isRoot ? Buf.of(all).blocks(counts, displs) : null, isRoot ? Buf.IN_PLACE : Buf.of(back), root).await();
                assertArrayEquals(mine, back);
            }
        });
    }

    @Everywhere
    void allgatherGivesAllBlocksToAll(Ranks ranks) {
        ranks.run(comm -> {
            for (int count : COUNTS) {
                int[] mine = filled(count, i -> value(comm.rank(), 0, i));
                int[] expected = filled(comm.size() * count, i -> value(i / Math.max(1, count), 0, i % Math.max(1, count)));
                int[] all = new int[expected.length];
                comm.allgather(Buf.of(mine), Buf.of(all));
                assertArrayEquals(expected, all);
                int[] inPlace = new int[expected.length];
                System.arraycopy(mine, 0, inPlace, comm.rank() * count, count);
                comm.allgather(Buf.of(inPlace));
                assertArrayEquals(expected, inPlace);
                Arrays.fill(all, 0);
                comm.iallgather(Buf.of(mine), Buf.of(all)).await();
                assertArrayEquals(expected, all);
            }
        });
    }

    @Everywhere
    void alltoallTransposesTheBlocks(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            for (int count : COUNTS) {
                int n = Math.max(1, count);
                int[] out = filled(size * count, i -> value(comm.rank(), i / n, i % n));
                int[] expected = filled(size * count, i -> value(i / n, comm.rank(), i % n));
                int[] in = new int[size * count];
                comm.alltoall(Buf.of(out), Buf.of(in));
                assertArrayEquals(expected, in);
                int[] inPlace = out.clone();
                comm.ialltoall(Buf.of(inPlace)).await();
                assertArrayEquals(expected, inPlace);
            }
        });
    }

    @Everywhere
    void alltoallvMovesBlocksOfEverySize(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            for (int unit : new int[] {1, 2000}) {
                long[] sendCounts = new long[size];
                long[] recvCounts = new long[size];
                Arrays.setAll(sendCounts, to -> (long) unit * ((comm.rank() + 2 * to) % 4));
                Arrays.setAll(recvCounts, from -> (long) unit * ((from + 2 * comm.rank()) % 4));
                int[] out = new int[(int) Arrays.stream(sendCounts).sum()];
                int at = 0;
                for (int to = 0; to < size; to++) {
                    for (int i = 0; i < sendCounts[to]; i++) {
                        out[at++] = value(comm.rank(), to, i);
                    }
                }
                int[] expected = new int[(int) Arrays.stream(recvCounts).sum()];
                at = 0;
                for (int from = 0; from < size; from++) {
                    for (int i = 0; i < recvCounts[from]; i++) {
                        expected[at++] = value(from, comm.rank(), i);
                    }
                }
                int[] in = new int[expected.length];
                comm.alltoallv(Buf.of(out).blocks(sendCounts), Buf.of(in).blocks(recvCounts));
                assertArrayEquals(expected, in);
                Arrays.fill(in, 0);
                comm.ialltoallv(Buf.of(out).blocks(sendCounts), Buf.of(in).blocks(recvCounts)).await();
                assertArrayEquals(expected, in);
                long[] same = new long[size];
                Arrays.setAll(same, peer -> (long) unit * ((comm.rank() + peer) % 3));
                int[] inPlace = new int[(int) Arrays.stream(same).sum()];
                int[] wanted = new int[inPlace.length];
                at = 0;
                for (int peer = 0; peer < size; peer++) {
                    for (int i = 0; i < same[peer]; i++) {
                        inPlace[at] = value(comm.rank(), peer, i);
                        wanted[at++] = value(peer, comm.rank(), i);
                    }
                }
                comm.alltoallv(Buf.of(inPlace).blocks(same));
                assertArrayEquals(wanted, inPlace);
            }
        });
    }

    @Everywhere
    void nonBlockingCollectivesOverlapInAnyOrderOfWaiting(Ranks ranks) {
        ranks.run(comm -> {
            int n = 20;
            int[][] data = new int[n][100];
            int[][] sums = new int[n][100];
            Request[] requests = new Request[2 * n];
            for (int k = 0; k < n; k++) {
                Arrays.fill(data[k], comm.rank() + k);
                requests[2 * k] = comm.iallreduce(Buf.of(data[k]), Buf.of(sums[k]), Op.SUM);
                requests[2 * k + 1] = comm.ibarrier();
            }
            for (int k = 2 * n - 1; k >= 0; k--) {
                requests[k].await();
            }
            int size = comm.size();
            for (int k = 0; k < n; k++) {
                assertEquals(size * (size - 1) / 2 + k * size, sums[k][99]);
            }
        });
    }

    @Everywhere
    void derivedDatatypesMoveInCollectives(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            Datatype everySecond = Datatype.resized(Datatype.vector(2, 1, 2, Datatype.INT), 0, 16);
            int[] mine = {comm.rank(), -1, comm.rank() + 100, -1};
            int[] all = new int[4 * size];
            Arrays.fill(all, 7);
            comm.allgather(Buf.of(mine, everySecond), Buf.of(all, everySecond));
            assertArrayEquals(filled(4 * size, i -> i % 2 == 1 ? 7 : i / 4 + (i % 4 == 2 ? 100 : 0)), all);
            boolean[] flags = new boolean[size];
            comm.allgather(Buf.of(new boolean[] {comm.rank() % 2 == 0}), Buf.of(flags));
            for (int r = 0; r < size; r++) {
                assertEquals(r % 2 == 0, flags[r]);
            }
        });
    }

    @Everywhere
    void wrongArgumentsAreErrorsBeforeAnythingIsSent(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            Errors.expect(ErrorClass.ROOT, "root=" + size, () -> comm.bcast(Buf.of(new int[1]), size));
            Errors.expect(ErrorClass.ROOT, "root=-1", () -> comm.reduce(Buf.of(new int[1]), Op.SUM, -1));
            Errors.expect(ErrorClass.ARG, "blocks(counts)", () -> comm.allgatherv(Buf.of(new int[1]), Buf.of(new int[size])));
            Errors.expect(
                    ErrorClass.COUNT, "leaves the memory", () -> comm.allgatherv(Buf.of(new int[0]), Buf.of(new int[1]).blocks(new long[size], far(size))));
            Errors.expect(ErrorClass.COUNT, "sizes differ", () -> comm.allgather(Buf.of(new int[3]), Buf.of(new int[2 * size])));
            Errors.expect(ErrorClass.BUFFER, "IN_PLACE", () -> comm.bcast(Buf.IN_PLACE, 0));
            Errors.expect(ErrorClass.OP, "BAND", () -> comm.allreduce(Buf.of(new double[1]), Op.BAND));
            Errors.expect(ErrorClass.COUNT, "counts differ", () -> comm.allreduce(Buf.of(new int[2]), Buf.of(new int[1]), Op.SUM));
            if (comm.rank() == 0) {
                Errors.expect(ErrorClass.BUFFER, "recv=null", () -> comm.gather(Buf.of(new int[1]), null, 0));
            }
            comm.barrier();
        });
    }

    private static long[] far(int size) {
        long[] displs = new long[size];
        Arrays.fill(displs, -1);
        return displs;
    }
}
