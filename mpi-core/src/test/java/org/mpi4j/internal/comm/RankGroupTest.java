package org.mpi4j.internal.comm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.mpi4j.Comm;
import org.mpi4j.Comparison;
import org.mpi4j.ErrorClass;
import org.mpi4j.Group;
import org.mpi4j.MpiException;

/** MPI 5.0, section 7.3. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RankGroupTest {
    private final RankGroup world = RankGroup.world(10, 3);

    @Test
    void unionHasTheFirstGroupThenTheNewOnesOfTheSecond() {
        assertMembers(group(4, 1, 7).union(group(7, 9, 1, 0)), 4, 1, 7, 9, 0);
    }

    @Test
    void intersectionAndDifferenceKeepTheOrderOfTheFirst() {
        assertMembers(group(4, 1, 7, 2).intersection(group(2, 7, 8)), 7, 2);
        assertMembers(group(4, 1, 7, 2).difference(group(2, 7, 8)), 4, 1);
    }

    @Test
    void inclOrdersAsAskedAndExclKeepsTheOrder() {
        assertMembers(world.incl(9, 0, 5), 9, 0, 5);
        assertMembers(world.excl(9, 0, 5), 1, 2, 3, 4, 6, 7, 8);
        assertEquals(0, world.incl().size());
        assertEquals(Comparison.IDENT, world.excl().compare(world));
    }

    /** The standard's own example for MPI_Group_range_incl. */
    @Test
    void rangesGoUpAndDown() {
        RankGroup hundred = RankGroup.world(100, 0);
        assertMembers(hundred.rangeIncl(new int[] {6, 7, 1}, new int[] {1, 6, 2}, new int[] {0, 9, 4}), 6, 7, 1, 3, 5, 0, 4, 8);
        assertMembers(world.rangeIncl(new int[] {1, 9, 2}, new int[] {8, 0, -8}), 1, 3, 5, 7, 9, 8, 0);
    }

    @Test
    void rangeExclDropsWhatTheRangesName() {
        assertMembers(world.rangeExcl(new int[] {1, 9, 2}, new int[] {0, 0, 1}), 2, 4, 6, 8);
    }

    @Test
    void rankIsThatOfTheHolderOrUndefined() {
        assertEquals(3, world.rank());
        assertEquals(1, world.incl(9, 3).rank());
        assertEquals(Comm.UNDEFINED, world.excl(3).rank());
        assertEquals(Comm.UNDEFINED, Group.empty().rank());
        assertEquals(3, Group.empty().union(world).rank());
    }

    @Test
    void translatesRanksByWayOfTheJob() {
        RankGroup some = group(7, 3, 5);
        assertArrayEquals(
                new int[] {1, Comm.UNDEFINED, Comm.PROC_NULL, 0}, world.translateRanks(new int[] {3, 4, Comm.PROC_NULL, 7}, some));
        assertArrayEquals(new int[] {5, 7}, some.translateRanks(new int[] {2, 0}, world));
    }

    @Test
    void comparesMembersAndOrder() {
        assertEquals(Comparison.IDENT, group(1, 2, 4).compare(group(1, 2, 4)));
        assertEquals(Comparison.SIMILAR, group(1, 2, 4).compare(group(4, 1, 2)));
        assertEquals(Comparison.UNEQUAL, group(1, 2, 4).compare(group(1, 2, 5)));
        assertEquals(Comparison.UNEQUAL, group(1, 2).compare(group(1, 2, 5)));
        assertEquals(Comparison.IDENT, Group.empty().compare(world.excl(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)));
    }

    @Test
    void namesWhatIsWrong() {
        assertError(ErrorClass.RANK, "rank=10 index=1 size=10", () -> world.incl(0, 10));
        assertError(ErrorClass.RANK, "rank=-1", () -> world.excl(-1));
        assertError(ErrorClass.RANK, "rank=4 is named twice", () -> world.incl(4, 4));
        assertError(ErrorClass.RANK, "group.rangeIncl: rank=4 is named twice", () -> world.rangeIncl(new int[] {0, 4, 2}, new int[] {4, 6, 1}));
        assertError(ErrorClass.ARG, "stride is 0", () -> world.rangeIncl(new int[] {0, 4, 0}));
        assertError(ErrorClass.ARG, "leads away", () -> world.rangeIncl(new int[] {4, 0, 1}));
        assertError(ErrorClass.RANK, "range=[0, 10, 5]", () -> world.rangeIncl(new int[] {0, 10, 5}));
        assertError(ErrorClass.ARG, "first, last, stride", () -> world.rangeExcl(new int[] {0, 10}));
        assertError(ErrorClass.RANK, "rank=-2", () -> world.translateRanks(new int[] {-2}, world));
        assertError(ErrorClass.GROUP, "null", () -> world.union(null));
    }

    @Test
    void aWorldOfAMillionTakesNoMemoryPerRank() {
        assertTrue(RankList.of(RankGroup.world(1_000_000, 7).rangeIncl(new int[] {999_999, 0, -1}).jobRanks()) instanceof RankList.Strided);
        assertEquals(999_992, RankGroup.world(1_000_000, 7).rangeIncl(new int[] {999_999, 0, -1}).rank());
    }

    @Test
    void setOperationsAgreeWithTheNaiveOnes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Integer> a = sample(random);
            List<Integer> b = sample(random);
            RankGroup ga = RankGroup.of(a.stream().mapToInt(i -> i).toArray(), 0);
            RankGroup gb = RankGroup.of(b.stream().mapToInt(i -> i).toArray(), 0);
            List<Integer> union = new java.util.ArrayList<>(a);
            b.stream().filter(i -> !a.contains(i)).forEach(union::add);
            assertEquals(union, members(ga.union(gb)), "seed=" + seed);
            assertEquals(a.stream().filter(b::contains).toList(), members(ga.intersection(gb)), "seed=" + seed);
            assertEquals(a.stream().filter(i -> !b.contains(i)).toList(), members(ga.difference(gb)), "seed=" + seed);
        }
    }

    private static List<Integer> sample(Random random) {
        return random.ints(random.nextInt(9), 0, 12).distinct().boxed().collect(Collectors.toList());
    }

    private static List<Integer> members(Group group) {
        return Arrays.stream(((RankGroup) group).jobRanks()).boxed().toList();
    }

    private static RankGroup group(int... jobRanks) {
        return RankGroup.of(jobRanks, 3);
    }

    private static void assertMembers(Group group, int... jobRanks) {
        assertArrayEquals(jobRanks, ((RankGroup) group).jobRanks());
    }

    static void assertError(ErrorClass errorClass, String part, Executable call) {
        MpiException error = assertThrows(MpiException.class, call);
        assertEquals(errorClass, error.errorClass(), error.getMessage());
        assertTrue(error.getMessage().contains(part), error.getMessage());
    }
}
