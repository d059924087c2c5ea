package org.mpi4j.internal.coll;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.LongBinaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collectives that reduce, in every size, against a fold in rank order. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReductionTest {
    private static final boolean[] BOTH = {false, true};

    private static LongBinaryOperator op(boolean commutative) {
        return commutative ? Cases.SUM : Cases.COMPOSE;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reduceLeavesTheResultAtTheRoot(boolean commutative) {
        Cases.forEachSize(size -> {
            for (int root : Cases.roots(size)) {
                for (int count : Cases.counts(size)) {
                    for (boolean inPlace : BOTH) {
                        checkReduce(size, root, count, commutative, inPlace, rank ->
                                ReduceLinear.schedule(rank, size, root, count, commutative, inPlace));
                        checkReduce(size, root, count, commutative, inPlace, rank ->
                                ReduceBinomial.schedule(rank, size, root, count, commutative, inPlace));
                        for (int piece : new int[] {3, 1000}) {
                            checkReduce(size, root, count, commutative, inPlace, rank -> ReduceBoard.schedule(rank, root, count, 1, inPlace, piece));
                            checkReduce(size, root, count, commutative, inPlace, rank ->
                                    ReduceBoardParts.schedule(rank, size, root, count, 1, inPlace, piece));
                        }
                        for (int segment : commutative || ReduceChain.keepsOrder(root) ? new int[] {3, 1000} : new int[0]) {
                            checkReduce(size, root, count, commutative, inPlace, rank ->
                                    ReduceChain.schedule(rank, size, root, count, segment, commutative, inPlace));
                        }
                    }
                }
            }
        });
    }

    private static void checkReduce(int size, int root, int count, boolean commutative, boolean inPlace, IntFunction<Schedule> algorithm) {
        long[][] send = Cases.perRank(size, rank -> inPlace && rank == root ? null : Cases.atoms(rank, count));
        long[][] recv = Cases.perRank(size, rank -> rank == root ? inPlace ? Cases.atoms(rank, count) : Simulation.unwritten(count) : null);
        Simulation.run(Cases.ofAllRanks(size, algorithm), send, recv, 1, 1, op(commutative));
        assertArrayEquals(fold(commutative, 0, size, 0, count), recv[root], () ->
                "size=" + size + ", root=" + root + ", count=" + count + ", inPlace=" + inPlace);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allreduceLeavesTheResultEverywhere(boolean commutative) {
        Cases.forEachSize(size -> {
            for (int count : Cases.counts(size)) {
                long[][] expected = Cases.perRank(size, _ -> fold(commutative, 0, size, 0, count));
                for (boolean inPlace : BOTH) {
                    check(size, count, commutative, inPlace, expected, rank ->
                            AllreduceLinear.schedule(rank, size, count, commutative, inPlace));
                    for (int piece : new int[] {3, 1000}) {
                        check(size, count, commutative, inPlace, expected, _ -> AllreduceBoard.schedule(count, 1, inPlace, piece));
                        check(size, count, commutative, inPlace, expected, rank ->
                                AllreduceBoardParts.schedule(rank, size, count, 1, inPlace, piece));
                    }
                    check(size, count, commutative, inPlace, expected, rank ->
                            AllreduceRecursiveDoubling.schedule(rank, size, count, commutative, inPlace));
                    if (commutative) {
                        check(size, count, true, inPlace, expected, rank -> AllreduceRabenseifner.schedule(rank, size, count, inPlace));
                        check(size, count, true, inPlace, expected, rank -> AllreduceRing.schedule(rank, size, count, inPlace));
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void scanLeavesTheResultOfTheRanksUpToEach(boolean commutative) {
        Cases.forEachSize(size -> {
            for (int count : Cases.counts(size)) {
                long[][] expected = Cases.perRank(size, rank -> fold(commutative, 0, rank + 1, 0, count));
                for (boolean inPlace : BOTH) {
                    check(size, count, commutative, inPlace, expected, rank ->
                            ScanDoubling.schedule(rank, size, count, commutative, inPlace));
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void exscanLeavesTheResultOfTheRanksBeforeEach(boolean commutative) {
        Cases.forEachSize(size -> {
            for (int count : Cases.counts(size)) {
                for (boolean inPlace : BOTH) {
                    long[][] expected = Cases.perRank(size, rank -> rank == 0
                            ? inPlace ? Cases.atoms(0, count) : Simulation.unwritten(count)
                            : fold(commutative, 0, rank, 0, count));
                    check(size, count, commutative, inPlace, expected, rank -> ExscanDoubling.schedule(rank, size, count, inPlace));
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reduceScatterBlockLeavesItsBlockAtEach(boolean commutative) {
        Cases.forEachSize(size -> {
            for (int count : Cases.counts(size)) {
                checkReduceScatter(size, Blocks.uniform(count), commutative);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reduceScatterLeavesItsBlockAtEach(boolean commutative) {
        Cases.forEachSize(size -> {
            for (int count : new int[] {1, 4, 29}) {
                checkReduceScatter(size, Blocks.packed(Cases.irregular(size, count)), commutative);
            }
            long[] growing = LongStream.range(0, size).map(rank -> rank < 4 ? 1 + 3 * rank * rank : 2).toArray();
            checkReduceScatter(size, Blocks.packed(growing), commutative);
        });
    }

    private static void checkReduceScatter(int size, Blocks blocks, boolean commutative) {
        int total = (int) blocks.total(size);
        long[] whole = fold(commutative, 0, size, 0, total);
        long[][] expected = Cases.perRank(size, rank ->
                Arrays.copyOfRange(whole, (int) blocks.offset(rank), (int) (blocks.offset(rank) + blocks.count(rank))));
        for (boolean inPlace : BOTH) {
            check(size, total, commutative, inPlace, expected, rank ->
                    ReduceScatterPairwise.schedule(rank, size, blocks, commutative, inPlace));
            check(size, total, commutative, inPlace, expected, rank ->
                    ReduceScatterDoubling.schedule(rank, size, blocks, commutative, inPlace));
            if (commutative) {
                check(size, total, true, inPlace, expected, rank -> ReduceScatterHalving.schedule(rank, size, blocks, inPlace));
            }
        }
    }

    @Test
    void composingIsAssociativeButNotCommutative() {
        long a = Cases.atom(1, 0);
        long b = Cases.atom(2, 0);
        long c = Cases.atom(3, 0);
        assertEquals(
                Cases.COMPOSE.applyAsLong(Cases.COMPOSE.applyAsLong(a, b), c), Cases.COMPOSE.applyAsLong(a, Cases.COMPOSE.applyAsLong(b, c)));
        assertNotEquals(Cases.COMPOSE.applyAsLong(a, b), Cases.COMPOSE.applyAsLong(b, a));
    }

    /** @param expected the begin of each rank's receive buffer */
    private static void check(
            int size, int count, boolean commutative, boolean inPlace, long[][] expected, IntFunction<Schedule> algorithm) {
        long[][] operands = Cases.perRank(size, rank -> Cases.atoms(rank, count));
        long[][] recv = inPlace ? operands : Cases.perRank(size, rank -> Simulation.unwritten(expected[rank].length));
        Simulation.run(Cases.ofAllRanks(size, algorithm), inPlace ? new long[size][] : operands, recv, 1, 1, op(commutative));
        for (int rank = 0; rank < size; rank++) {
            String where = "size=" + size + ", rank=" + rank + ", count=" + count + ", inPlace=" + inPlace;
            assertArrayEquals(expected[rank], Arrays.copyOf(recv[rank], expected[rank].length), where);
        }
    }

    private static long[] fold(boolean commutative, int from, int to, long begin, int count) {
        long[] result = new long[count];
        Arrays.setAll(result, i -> Cases.reduced(op(commutative), from, to, begin + i));
        return result;
    }
}
