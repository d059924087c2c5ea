package org.mpi4j.internal.coll;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/** What is chosen, kept and refused; and the cost laws that the algorithms state. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SchedulesTest {
    private static final int OWN = Integer.MAX_VALUE;
    private static final int BOARD_BYTES = 64 << 10;
    private static final Settings DEFAULTS = new Settings(_ -> null, _ -> null);

    @Test
    void keepsTheScheduleOfAShape() {
        Schedules schedules = new Schedules(3, 8, OWN, 0, DEFAULTS);
        Schedule first = schedules.allreduce(1, 8, true, false);
        assertSame(first, schedules.allreduce(1, 8, true, false));
        assertNotSame(first, schedules.allreduce(1, 8, true, true));
        assertNotSame(first, schedules.scan(1, 8, true, false));
    }

    @Test
    void doesNotMixUpShapesThatShareASlot() {
        Schedules schedules = new Schedules(3, 8, OWN, 0, DEFAULTS);
        for (int turn = 0; turn < 2; turn++) {
            for (int count = 1; count < 500; count++) {
                Schedule schedule = schedules.bcast(count, 0);
                assertEquals(count, schedule.rounds().getFirst().receives().getFirst().into().count());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mpi4j.coll.barrier, dissemination",
        "mpi4j.coll.bcast, scatter-ring",
        "mpi4j.coll.gather, linear",
        "mpi4j.coll.scatter, linear",
        "mpi4j.coll.allgather, recursive-doubling",
        "mpi4j.coll.alltoall, spread",
        "mpi4j.coll.reduce, chain",
        "mpi4j.coll.allreduce, rabenseifner",
        "mpi4j.coll.reduce.scatter, halving"
    })
    void refusesTheNameOfNoAlgorithm(String key, String known) {
        new Schedules(0, 2, OWN, 0, new Settings(k -> k.equals(key) ? known : null, _ -> null));
        MpiException refused =
                assertThrows(MpiException.class, () -> new Schedules(0, 2, OWN, 0, new Settings(k -> k.equals(key) ? "fast" : null, _ -> null)));
        assertEquals(ErrorClass.ARG, refused.errorClass());
        assertTrue(refused.getMessage().contains(key) && refused.getMessage().contains(known), refused.getMessage());
    }

    @Test
    void usesTheAlgorithmThatASettingNames() {
        Schedules ring = new Schedules(1, 8, OWN, 0, DEFAULTS.with(Setting.COLL_ALLREDUCE, "ring"));
        assertEquals(AllreduceRing.schedule(1, 8, 4, false).named("allreduce"), ring.allreduce(4, 8, true, false));
        assertEquals(AllreduceRecursiveDoubling.schedule(1, 8, 4, false, false).named("allreduce"), ring.allreduce(4, 8, false, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 8, 16, 21})
    void everyChoiceIsRightForShortAndLong(int size) {
        for (int count : new int[] {0, 1, 100, 3000}) {
            long elementBytes = count == 3000 ? 500 : 8;
            for (boolean commutative : new boolean[] {true, false}) {
                long[] expected = new long[count];
                Arrays.setAll(expected, i -> Cases.reduced(commutative ? Cases.SUM : Cases.COMPOSE, 0, size, i));
                int root = size / 2;
                checkRoot(size, count, commutative, root, expected, s -> s.reduce(count, elementBytes, commutative, root, false));
                checkRoot(size, count, commutative, -1, expected, s -> s.allreduce(count, elementBytes, commutative, false));
            }
        }
    }

    private static void checkRoot(
            int size, int count, boolean commutative, int root, long[] expected, Function<Schedules, Schedule> operation) {
        long[][] send = Cases.perRank(size, rank -> Cases.atoms(rank, count));
        long[][] recv = Cases.perRank(size, _ -> Simulation.unwritten(count));
        for (int cores : new int[] {Integer.MAX_VALUE, 2}) {
            List<Schedule> schedules = Cases.ofAllRanks(size, rank -> operation.apply(new Schedules(rank, size, cores, 0, DEFAULTS)));
            Simulation.run(schedules, send, recv, 1, 1, commutative ? Cases.SUM : Cases.COMPOSE);
            for (int rank = 0; rank < size; rank++) {
                if (root < 0 || rank == root) {
                    assertArrayEquals(expected, recv[rank], "size=" + size + ", rank=" + rank + ", count=" + count + ", cores=" + cores);
                }
            }
        }
    }

    @Test
    void allOperationsAgreeOnAChoiceAmongRanks() {
        for (int size : new int[] {1, 2, 7, 8, 13}) {
            for (long blockBytes : new long[] {0, 8, 300, 5000, 100_000}) {
                int root = size - 1;
                int count = (int) Math.min(blockBytes, 5);
                agrees(size, s -> s.bcast(blockBytes, root), (int) blockBytes);
                agrees(size, s -> s.gather(count, count, blockBytes, root, false), count);
                agrees(size, s -> s.scatter(count, count, blockBytes, root, false), count);
                agrees(size, s -> s.allgather(count, count, blockBytes, false), count);
                agrees(size, s -> s.alltoall(count, count, blockBytes, false), count);
                agrees(size, s -> s.alltoall(count, count, blockBytes, true), count);
                agrees(size, s -> s.reduceScatterBlock(count, blockBytes, true, false), count);
                agrees(size, s -> s.reduceScatterBlock(count, blockBytes, false, true), count);
                agrees(size, s -> s.exscan(count, blockBytes, true, false), count);
                long[] counts = IntStream.range(0, size).mapToLong(r -> r % 2 * (long) count).toArray();
                Blocks blocks = Blocks.packed(counts);
                agrees(size, s -> s.reduceScatter(counts, blockBytes, true, true), count);
                runs(size, r -> of(r, size).allgatherv(counts[r], blocks, size * blockBytes, false), count);
                runs(size, r -> of(r, size).gatherv(counts[r], r == root ? blocks : null, root, false), count);
                runs(size, r -> of(r, size).scatterv(r == root ? blocks : null, counts[r], root, false), count);
                agrees(size, s -> s.alltoallv(Blocks.uniform(count), Blocks.uniform(count)), count);
                agrees(size, s -> s.alltoallv(null, Blocks.uniform(count)), count);
                agrees(size, Schedules::barrier, count);
            }
        }
    }

    @Test
    void letsOneRankServeAllThatShareItsCores() {
        Schedules crowded = new Schedules(5, 8, 2, 0, DEFAULTS);
        assertEquals(BarrierLinear.schedule(5, 8).named("barrier"), crowded.barrier());
        assertEquals(BcastLinear.schedule(5, 8, 2, 8).named("bcast"), crowded.bcast(8, 2));
        assertEquals(AllreduceLinear.schedule(5, 8, 1, true, false).named("allreduce"), crowded.allreduce(1, 8, true, false));
        assertEquals(BcastLinear.schedule(5, 8, 2, 256 << 10).named("bcast"), crowded.bcast(256 << 10, 2));
        assertEquals(BcastBinomial.schedule(5, 8, 2, 256 << 10 | 1).named("bcast"), crowded.bcast(256 << 10 | 1, 2));
    }

    @Test
    void ranksThatShareCoresExchangeAllLongBlocksAtOnce() { // after their own, which is a round, too
        assertEquals(2, new Schedules(5, 8, 2, 0, DEFAULTS).alltoall(32 << 10, 32 << 10, 256 << 10, false).rounds().size());
        assertEquals(8, new Schedules(5, 8, 8, 0, DEFAULTS).alltoall(32 << 10, 32 << 10, 256 << 10, false).rounds().size());
        assertEquals(64, new Schedules(5, 64, 2, 0, DEFAULTS).alltoall(32 << 10, 32 << 10, 256 << 10, false).rounds().size());
    }

    @Test
    void letsOneRankServeManyOnlyWhereCoresAreNoMoreThanRounds() {
        assertEquals(BarrierLinear.schedule(5, 1000).named("barrier"), new Schedules(5, 1000, 2, 0, DEFAULTS).barrier());
        assertEquals(BarrierDissemination.schedule(5, 1000).named("barrier"), new Schedules(5, 1000, 10, 0, DEFAULTS).barrier());
        assertEquals(BcastLinear.schedule(5, 64, 2, 8).named("bcast"), new Schedules(5, 64, 6, 0, DEFAULTS).bcast(8, 2));
        assertEquals(BcastBinomial.schedule(5, 64, 2, 8).named("bcast"), new Schedules(5, 64, 7, 0, DEFAULTS).bcast(8, 2));
        assertEquals(BcastBinomial.schedule(5, 64, 2, 8 << 10 | 1).named("bcast"), new Schedules(5, 64, 2, 0, DEFAULTS).bcast(8 << 10 | 1, 2));
        assertEquals(AlltoallBruck.schedule(5, 64, 1, 1, false).named("alltoall"), new Schedules(5, 64, 2, 0, DEFAULTS).alltoall(1, 1, 8, false));
    }

    @Test
    void ranksWithCoresOfTheirOwnPutSmallDataOnTheirBoard() {
        Schedules eight = new Schedules(5, 8, OWN, BOARD_BYTES, DEFAULTS);
        assertTrue(eight.barrier().isOnBoard());
        assertTrue(eight.bcast(2 << 10, 0).isOnBoard());
        assertFalse(eight.bcast(2 << 10 | 1, 0).isOnBoard());
        assertTrue(eight.alltoall(1, 1, 256, false).isOnBoard());
        assertFalse(eight.alltoall(1, 1, 257, false).isOnBoard());
        assertTrue(eight.allreduce(512, 8, true, false).isOnBoard());
        assertFalse(eight.allreduce(513, 8, true, false).isOnBoard());
        assertFalse(eight.allreduce(1 << 20, 8, true, false).isOnBoard());
        assertFalse(eight.reduceScatterBlock(1, 8, true, false).isOnBoard());
    }

    @Test
    void twoRanksPutLongVectorsOnTheirBoardToo() {
        Schedules two = new Schedules(1, 2, OWN, BOARD_BYTES, DEFAULTS);
        assertFalse(two.allreduce((8 << 10) - 1, 8, true, false).isOnBoard());
        assertTrue(two.allreduce(8 << 10, 8, true, false).isOnBoard());
        assertFalse(two.reduce((64 << 10) - 1, 8, true, 0, false).isOnBoard());
        assertTrue(two.reduce(64 << 10, 8, true, 0, false).isOnBoard());
        assertFalse(two.bcast(1 << 20, 0).isOnBoard());
    }

    @Test
    void ranksThatShareCoresPutOnTheirBoardWhatAPanelHolds() {
        Schedules crowded = new Schedules(5, 8, 2, BOARD_BYTES, DEFAULTS);
        assertTrue(crowded.bcast(256 << 10, 0).isOnBoard());
        assertFalse(crowded.bcast(256 << 10 | 1, 0).isOnBoard());
        assertTrue(crowded.alltoall(1, 1, 8 << 10, false).isOnBoard());
        assertFalse(crowded.alltoall(1, 1, 8 << 10 | 1, false).isOnBoard());
        assertEquals(1, crowded.allreduce(512, 8, true, false).rounds().size());
        assertEquals(2, crowded.allreduce(513, 8, true, false).rounds().size());
        assertEquals(8, crowded.reduce(32 << 10, 8, true, 3, false).rounds().size());
    }

    @Test
    void aBoardIsUsedOrNotAsASettingSaysWhereThereIsOne() {
        Settings wanted = DEFAULTS.with(Setting.COLL_BCAST, "board");
        assertTrue(new Schedules(5, 8, OWN, BOARD_BYTES, wanted).bcast(1 << 20, 0).isOnBoard());
        assertFalse(new Schedules(5, 8, OWN, 0, wanted).bcast(8, 0).isOnBoard());
        assertFalse(new Schedules(5, 8, OWN, BOARD_BYTES, DEFAULTS.with(Setting.COLL_BCAST, "binomial")).bcast(8, 0).isOnBoard());
    }

    @Test
    void allRanksTakeAsManyRoundsOfTheBoard() {
        for (int size : new int[] {2, 3, 8, 13}) {
            for (int cores : new int[] {OWN, 2}) {
                for (int count : new int[] {0, 1, 511, 513, 9_000, 40_000}) {
                    rounds(size, cores, s -> s.bcast(8L * count, size - 1));
                    rounds(size, cores, s -> s.gather(count, count, 8L * count, 1, false));
                    rounds(size, cores, s -> s.scatter(count, count, 8L * count, 1, true));
                    rounds(size, cores, s -> s.allgather(count, count, 8L * count, false));
                    rounds(size, cores, s -> s.alltoall(count, count, 8L * count, true));
                    rounds(size, cores, s -> s.reduce(count, 8, true, 1, false));
                    rounds(size, cores, s -> s.allreduce(count, 8, true, true));
                }
            }
        }
    }

    private static void rounds(int size, int cores, Function<Schedules, Schedule> operation) {
        Schedule first = operation.apply(new Schedules(0, size, cores, BOARD_BYTES, DEFAULTS));
        for (int rank = 1; rank < size; rank++) {
            Schedule other = operation.apply(new Schedules(rank, size, cores, BOARD_BYTES, DEFAULTS));
            assertEquals(first.isOnBoard(), other.isOnBoard());
            assertTrue(!first.isOnBoard() || first.rounds().size() == other.rounds().size());
            assertEquals(first.call(), other.call());
        }
    }

    private static Schedules of(int rank, int size) {
        return new Schedules(rank, size, OWN, 0, DEFAULTS);
    }

    private static void agrees(int size, Function<Schedules, Schedule> operation, int count) {
        runs(size, rank -> operation.apply(of(rank, size)), count);
        runs(size, rank -> operation.apply(new Schedules(rank, size, 2, 0, DEFAULTS)), count);
    }

    /** Runs without a fault; what comes out is for other tests to say. */
    private static void runs(int size, IntFunction<Schedule> operation, int count) {
        long[][] send = Cases.perRank(size, rank -> Cases.atoms(rank, (long) size * count));
        long[][] recv = Cases.perRank(size, rank -> Cases.atoms(rank, (long) size * count));
        Simulation.run(Cases.ofAllRanks(size, operation), send, recv, 1, 1, Cases.SUM);
    }

    @Test
    void roundsAndElementsFollowTheCostLaws() {
        for (int size : new int[] {2, 3, 8, 13, 16, 33}) {
            int log = Ring.log2Ceil(size);
            long n = 16L * 13 * 33 * size;
            long share = n / size * (size - 1);
            for (int rank = 0; rank < size; rank++) {
                assertCost(log, 0, BarrierDissemination.schedule(rank, size));
                assertCost(size - 1, share, AllgatherRing.schedule(rank, size, n / size, Blocks.uniform(n / size), false));
                assertCost(2L * (size - 1), 2 * share, AllreduceRing.schedule(rank, size, n, false));
                assertCost(size - 1, share, AlltoallPairwise.schedule(rank, size, Blocks.uniform(n / size), Blocks.uniform(n / size), 1));
                assertCost(size - 1, share, ReduceScatterPairwise.schedule(rank, size, Blocks.uniform(n / size), true, false));
                if (Ring.isPowerOfTwo(size)) {
                    assertCost(log, log * n, AllreduceRecursiveDoubling.schedule(rank, size, n, true, false));
                    assertCost(2L * log, 2 * share, AllreduceRabenseifner.schedule(rank, size, n, false));
                    assertCost(log, share, AllgatherRecursiveDoubling.schedule(rank, size, n / size, n / size, false));
                    assertCost(log, share, ReduceScatterHalving.schedule(rank, size, Blocks.uniform(n / size), false));
                }
            }
        }
    }

    private static void assertCost(long rounds, long elements, Schedule schedule) {
        assertEquals(rounds, schedule.rounds().stream().filter(r -> !r.sends().isEmpty()).count());
        assertEquals(elements, schedule.rounds().stream().flatMap(r -> r.sends().stream()).mapToLong(s -> s.from().count()).sum());
    }

    @Test
    void largeVectorsNeedNoTemporaryMemoryOutOfPlace() {
        long count = 5L << 31;
        assertEquals(0, AllreduceRing.schedule(3, 7, count, false).tempCount());
        assertEquals(0, BcastScatterRing.schedule(3, 7, 0, count).tempCount());
        assertEquals(count / 4, AllreduceRabenseifner.schedule(3, 8, count, false).tempCount());
        assertEquals(2 << 20, ReduceChain.schedule(3, 7, 0, count, 1 << 20, true, false).tempCount());
    }

    @Test
    void countsBeyondTwoToThe31KeepTheirPlaces() {
        long block = 3L << 31;
        Schedule gather = GatherBinomial.schedule(0, 8, 0, block, block, false);
        Place last = gather.rounds().getFirst().receives().getLast().into();
        assertEquals(new Place(Space.RECV, 4 * block, 4 * block), last);
        assertThrows(ArithmeticException.class, () -> AllgatherRing.schedule(7, 8, Long.MAX_VALUE, Blocks.uniform(Long.MAX_VALUE), false));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 513})
    void roundsThatAreMadeWhenAskedForDoTheSame(int size) {
        Settings longWay = DEFAULTS.with(Setting.COLL_SEGMENT, "8")
                .with(Setting.COLL_BCAST, "chain")
                .with(Setting.COLL_REDUCE, "chain")
                .with(Setting.COLL_ALLGATHER, "ring")
                .with(Setting.COLL_ALLREDUCE, "ring")
                .with(Setting.COLL_ALLTOALL, "pairwise")
                .with(Setting.COLL_REDUCE_SCATTER, "pairwise");
        int last = size - 1;
        for (boolean inPlace : new boolean[] {false, true}) {
            same(size, DEFAULTS, longWay, size, s -> s.reduce(size, 8, true, last, inPlace));
            same(size, DEFAULTS, longWay, size, s -> s.allreduce(size, 8, true, inPlace));
            same(size, DEFAULTS.with(Setting.COLL_ALLGATHER, "bruck"), longWay, size, s -> s.allgather(1, 1, 8, inPlace));
            same(size, DEFAULTS.with(Setting.COLL_ALLTOALL, "bruck"), longWay, size, s -> s.alltoall(1, 1, 8, inPlace));
            same(size, DEFAULTS, longWay, inPlace ? 1 : size, s -> s.reduceScatterBlock(1, 8, true, inPlace));
        }
        Settings ring = DEFAULTS.with(Setting.COLL_BCAST, "scatter-ring");
        same(size, DEFAULTS, ring, size, s -> s.bcast(size, 0));
        same(size, DEFAULTS, longWay, 8 * size, s -> s.bcast(8L * size, last));
    }

    /** Both leave the same in the first {@code count} elements. */
    private static void same(int size, Settings one, Settings other, int count, Function<Schedules, Schedule> operation) {
        long[][] first = results(size, one, operation);
        long[][] second = results(size, other, operation);
        for (int rank = 0; rank < size; rank++) {
            assertArrayEquals(Arrays.copyOf(first[rank], count), Arrays.copyOf(second[rank], count), "size=" + size + ", rank=" + rank);
        }
    }

    private static long[][] results(int size, Settings settings, Function<Schedules, Schedule> operation) {
        int atoms = 8 * size;
        long[][] send = Cases.perRank(size, rank -> Cases.atoms(rank, atoms));
        long[][] recv = Cases.perRank(size, rank -> Cases.atoms(rank, atoms));
        Simulation.run(
                Cases.ofAllRanks(size, rank -> operation.apply(new Schedules(rank, size, OWN, 0, settings))), send, recv, 1, 1, Cases.SUM);
        return recv;
    }

    @Test
    void aMillionRanksTakeNoMemoryForRoundsThatAreAlike() {
        int size = 1_000_000;
        Blocks blocks = Blocks.uniform(1);
        List<Schedule> schedules = List.of(
                AllgatherRing.schedule(7, size, 1, blocks, false),
                AlltoallPairwise.schedule(7, size, blocks, blocks, 1),
                ReduceScatterPairwise.schedule(7, size, blocks, true, false),
                BcastScatterRing.schedule(7, size, 0, size),
                AllreduceRing.schedule(7, size, size, false));
        for (Schedule schedule : schedules) {
            assertTrue(schedule.rounds() instanceof Rounds && schedule.rounds().size() >= size - 1, schedule.rounds()::toString);
            assertEquals(1, schedule.rounds().get(size / 2).sends().size());
        }
        assertTrue(AlltoallBruck.schedule(7, size, 1, 1, false).rounds().stream().mapToInt(r -> r.locals().size()).max().orElse(0) < 10);
    }

    @Test
    void aRoundForEachRankNeedsMoreToBeWorthItWithMoreRanks() {
        Selector selector = new Selector(DEFAULTS, OWN);
        assertEquals(Selector.Bcast.CHAIN, selector.bcast(8, 1 << 20));
        assertEquals(Selector.Bcast.BINOMIAL, selector.bcast(1000, 1 << 20));
        assertEquals(Selector.Bcast.CHAIN, selector.bcast(1000, 1000 << 20));
        assertEquals(Selector.Allreduce.RING, selector.allreduce(7, 1 << 20, true));
        assertEquals(Selector.Allreduce.RABENSEIFNER, selector.allreduce(1000, 1 << 20, true));
        assertEquals(Selector.Allgather.RING, selector.allgather(7, 1 << 20, true));
        assertEquals(Selector.Allgather.BRUCK, selector.allgather(1000, 1 << 20, true));
        assertEquals(Selector.Reduce.CHAIN, selector.reduce(8, 0, 1 << 20, true));
        assertEquals(Selector.Reduce.BINOMIAL, selector.reduce(1 << 20, 0, 1 << 20, true));
        assertEquals(Selector.ReduceScatter.PAIRWISE, selector.reduceScatter(8, 1 << 20, true));
        assertEquals(Selector.ReduceScatter.HALVING, selector.reduceScatter(1 << 20, 1 << 20, true));
    }
}
