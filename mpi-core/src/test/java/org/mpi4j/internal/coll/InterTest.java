package org.mpi4j.internal.coll;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Collectives between two groups, in every size of each, against what the standard says. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterTest {
    @FunctionalInterface
    interface Sizes {
        /** Ranks below {@code low} of the union are one group, the {@code high} others the other. */
        void check(int low, int high);
    }

    private static void forEachSizes(Sizes sizes) {
        for (int low = 1; low <= 33; low++) {
            for (int high : new int[] {1, 2, 3, 5, 8, 33}) {
                sizes.check(low, high);
                sizes.check(high, low);
            }
        }
    }

    private static Groups groups(int member, int low, int high) {
        return member < low ? new Groups(member, low, 0, high, low) : new Groups(member - low, high, low, low, 0);
    }

    private static long[][] run(int low, int high, int sendCount, int recvCount, LongBinaryOperator op, Function<Groups, Schedule> algorithm) {
        int size = low + high;
        long[][] send = Cases.perRank(size, rank -> Cases.atoms(rank, sendCount));
        long[][] recv = Cases.perRank(size, _ -> Simulation.unwritten(recvCount));
        Simulation.run(Cases.ofAllRanks(size, member -> algorithm.apply(groups(member, low, high))), send, recv, 1, 1, op);
        return recv;
    }

    @Test
    void bcastReachesTheOtherGroupAlone() {
        forEachSizes((low, high) -> {
            int root = low - 1;
            int size = low + high;
            long[][] recv = Cases.perRank(size, rank -> rank == root ? Cases.atoms(root, 3) : Simulation.unwritten(3));
            List<Schedule> schedules = Cases.ofAllRanks(size, member -> {
                Groups groups = groups(member, low, high);
                return member == root ? InterMovement.bcastFromHere(groups, 3) : member < low ? Schedule.EMPTY : InterMovement.bcastFromThere(groups, root, 3);
            });
            Simulation.run(schedules, new long[size][], recv, 1, 1, Cases.SUM);
            for (int rank = 0; rank < size; rank++) {
                assertArrayEquals(rank == root || rank >= low ? Cases.atoms(root, 3) : Simulation.unwritten(3), recv[rank]);
            }
        });
    }

    @Test
    void blocksAreExchangedWithEachRankOfTheOtherGroup() {
        forEachSizes((low, high) -> {
            int most = Math.max(low, high);
            long[][] recv = run(low, high, most, most, Cases.SUM, groups -> InterMovement.exchange(groups, Blocks.uniform(1), Blocks.uniform(1)));
            for (int member = 0; member < low + high; member++) {
                Groups groups = groups(member, low, high);
                for (int peer = 0; peer < groups.remoteSize(); peer++) {
                    assertEquals(Cases.atom(groups.remote(peer), groups.rank()), recv[member][peer]);
                }
            }
        });
    }

    @Test
    void gatherAndScatterGoStraightToAndFromTheRoot() {
        forEachSizes((low, high) -> {
            int root = high - 1;
            long[][] gathered = run(low, high, 2, 2 * low, Cases.SUM, groups -> groups.first() == 0
                    ? InterMovement.gatherThere(groups, root, 2)
                    : groups.rank() == root ? InterMovement.gatherHere(groups, Blocks.uniform(2)) : Schedule.EMPTY);
            long[] expected = IntStream.range(0, 2 * low).mapToLong(i -> Cases.atom(i / 2, i % 2)).toArray();
            assertArrayEquals(expected, gathered[low + root]);
            long[][] dealt = run(low, high, 2 * low, 2, Cases.SUM, groups -> groups.first() == 0
                    ? InterMovement.scatterFromThere(groups, root, 2)
                    : groups.rank() == root ? InterMovement.scatterFromHere(groups, Blocks.uniform(2)) : Schedule.EMPTY);
            for (int rank = 0; rank < low; rank++) {
                assertArrayEquals(new long[] {Cases.atom(low + root, 2L * rank), Cases.atom(low + root, 2L * rank + 1)}, dealt[rank]);
            }
        });
    }

    @Test
    void reductionsKeepTheOrderOfTheOtherGroup() {
        forEachSizes((low, high) -> {
            for (boolean commutative : new boolean[] {true, false}) {
                LongBinaryOperator op = commutative ? Cases.SUM : Cases.COMPOSE;
                long ofLow = Cases.reduced(op, 0, low, 1);
                long ofHigh = Cases.reduced(op, low, low + high, 1);
                long[][] all = run(low, high, 2, 2, op, groups -> InterReduction.allreduce(groups, 2, commutative));
                for (int rank = 0; rank < low + high; rank++) {
                    assertEquals(rank < low ? ofHigh : ofLow, all[rank][1], "low=" + low + ", high=" + high + ", rank=" + rank);
                }
                int root = low - 1;
                long[][] atRoot = run(low, high, 2, 2, op, groups -> groups.first() != 0
                        ? InterReduction.reduceThere(groups, root, 2, commutative)
                        : groups.rank() == root ? InterReduction.reduceHere(groups, 2) : Schedule.EMPTY);
                assertEquals(ofHigh, atRoot[root][1]);
            }
        });
    }

    @Test
    void reduceScatterGivesEachRankItsBlockOfTheOtherGroupsResult() {
        for (int[] sizes : new int[][] {{1, 1}, {1, 4}, {3, 2}, {8, 5}, {33, 4}}) {
            int low = sizes[0];
            int high = sizes[1];
            int total = low * high;
            long[][] recv = run(low, high, total, Math.max(low, high), Cases.COMPOSE, groups ->
                    InterReduction.reduceScatter(groups, Blocks.uniform(groups.remoteSize()), false));
            for (int member = 0; member < low + high; member++) {
                Groups groups = groups(member, low, high);
                int from = groups.remoteFirst();
                for (int i = 0; i < groups.remoteSize(); i++) {
                    long at = (long) groups.rank() * groups.remoteSize() + i;
                    assertEquals(Cases.reduced(Cases.COMPOSE, from, from + groups.remoteSize(), at), recv[member][i]);
                }
            }
        }
    }
}
