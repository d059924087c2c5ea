package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.Datatype.Distribution;
import org.mpi4j.Datatype.Order;

/** MPI 5.0, section 5.1.4: arrays dealt out over a grid of processes. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DarrayTest {
    private static final int DFLT = Datatype.DISTRIBUTE_DFLT_DARG;

    private static int[] part(int size, int rank, int gsize, Distribution distribution, int darg) {
        Datatype type = Datatype.darray(
                size, rank, new long[] {gsize}, new Distribution[] {distribution}, new int[] {darg}, new int[] {size}, Order.C, Datatype.INT);
        assertEquals(4L * gsize, type.extent());
        assertEquals(0, type.lowerBound());
        return Places.ofInts(type, 1, gsize);
    }

    @Test
    void blocksCoverTheArrayAndTheLastMayBeShort() {
        assertArrayEquals(new int[] {0, 1, 2, 3}, part(3, 0, 10, Distribution.BLOCK, DFLT));
        assertArrayEquals(new int[] {4, 5, 6, 7}, part(3, 1, 10, Distribution.BLOCK, DFLT));
        assertArrayEquals(new int[] {8, 9}, part(3, 2, 10, Distribution.BLOCK, DFLT));
        assertArrayEquals(new int[] {5, 6, 7, 8, 9}, part(3, 1, 10, Distribution.BLOCK, 5));
        assertArrayEquals(new int[0], part(3, 2, 10, Distribution.BLOCK, 5));
    }

    @Test
    void cyclicDealsBlocksInTurn() {
        assertArrayEquals(new int[] {0, 3, 6, 9}, part(3, 0, 10, Distribution.CYCLIC, DFLT));
        assertArrayEquals(new int[] {2, 5, 8}, part(3, 2, 10, Distribution.CYCLIC, DFLT));
        assertArrayEquals(new int[] {0, 1, 6, 7}, part(3, 0, 11, Distribution.CYCLIC, 2));
        assertArrayEquals(new int[] {2, 3, 8, 9}, part(3, 1, 11, Distribution.CYCLIC, 2));
        assertArrayEquals(new int[] {4, 5, 10}, part(3, 2, 11, Distribution.CYCLIC, 2));
    }

    @Test
    void whatIsNotDistributedIsWhole() {
        assertArrayEquals(new int[] {0, 1, 2, 3}, part(1, 0, 4, Distribution.NONE, DFLT));
    }

    /** The standard's example 5.17: REAL A(100, 200, 300), distributed CYCLIC(10), BLOCK and not at all, over a grid of 2 x 3. */
    @Test
    void theHpfExampleOfTheStandard() {
        long total = 0;
        for (int rank = 0; rank < 6; rank++) {
            Datatype type = Datatype.darray(
                    6,
                    rank,
                    new long[] {100, 200, 300},
                    new Distribution[] {Distribution.CYCLIC, Distribution.NONE, Distribution.BLOCK},
                    new int[] {10, DFLT, DFLT},
                    new int[] {2, 1, 3},
                    Order.FORTRAN,
                    Datatype.FLOAT);
            assertEquals(4L * 100 * 200 * 300, type.extent());
            assertEquals(4L * 50 * 200 * 100, type.size());
            assertEquals(4L * (rank / 3 * 10L + rank % 3 * 100L * 200 * 100), type.trueLowerBound());
            total += type.size();
        }
        assertEquals(4L * 100 * 200 * 300, total);
    }

    @Test
    void theGridIsInRowMajorOrderWhateverTheArrayIs() {
        for (Order order : Order.values()) {
            Datatype type = Datatype.darray(
                    6, 1, new long[] {4, 6}, new Distribution[] {Distribution.BLOCK, Distribution.BLOCK}, new int[] {DFLT, DFLT}, new int[] {2, 3}, order,
                    Datatype.INT);
            int[] expected = order == Order.C ? new int[] {2, 3, 8, 9} : new int[] {8, 9, 12, 13};
            assertArrayEquals(expected, Places.ofInts(type, 1, 24));
        }
    }

    @Test
    void everyElementBelongsToOneProcessAndTravelsInTheOrderOfMemory() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            int n = 1 + random.nextInt(3);
            long[] gsizes = random.longs(n, 1, 9).toArray();
            int[] psizes = random.ints(n, 1, 4).toArray();
            Distribution[] distribs = new Distribution[n];
            int[] dargs = new int[n];
            for (int i = 0; i < n; i++) {
                distribs[i] = List.of(Distribution.values()).get(random.nextInt(psizes[i] == 1 ? 3 : 2));
                int least = distribs[i] == Distribution.BLOCK ? (int) ((gsizes[i] + psizes[i] - 1) / psizes[i]) : 1;
                dargs[i] = random.nextBoolean() ? DFLT : least + random.nextInt(3);
            }
            int size = Arrays.stream(psizes).reduce(1, (a, b) -> a * b);
            Order order = round % 2 == 0 ? Order.C : Order.FORTRAN;
            int[] owner = new int[(int) Arrays.stream(gsizes).reduce(1, (a, b) -> a * b)];
            for (int rank = 0; rank < size; rank++) {
                Datatype type = Datatype.darray(size, rank, gsizes, distribs, dargs, psizes, order, Datatype.INT);
                int[] places = Places.ofInts(type, 1, owner.length);
                int[] sorted = places.clone();
                Arrays.sort(sorted);
                assertArrayEquals(sorted, places, type::name);
                for (int place : places) {
                    owner[place] += 1 + 100 * expectedOwner(place, gsizes, distribs, dargs, psizes, order);
                    assertEquals(1 + 100 * rank, owner[place], type::name);
                }
            }
            assertEquals(owner.length, Arrays.stream(owner).filter(o -> o % 100 == 1).count());
        }
    }

    private static int expectedOwner(int place, long[] gsizes, Distribution[] distribs, int[] dargs, int[] psizes, Order order) {
        int n = gsizes.length;
        long[] index = new long[n];
        long rest = place;
        for (int j = 0; j < n; j++) {
            int dim = order == Order.C ? n - 1 - j : j;
            index[dim] = rest % gsizes[dim];
            rest /= gsizes[dim];
        }
        int rank = 0;
        for (int i = 0; i < n; i++) {
            long dflt = distribs[i] == Distribution.BLOCK ? (gsizes[i] + psizes[i] - 1) / psizes[i] : 1;
            long block = distribs[i] == Distribution.NONE ? gsizes[i] : dargs[i] == DFLT ? dflt : dargs[i];
            rank = rank * psizes[i] + (int) (index[i] / block % psizes[i]);
        }
        return rank;
    }

    private static void fails(ErrorClass errorClass, String part, int size, int rank, long gsize, Distribution distribution, int darg, int psize) {
        Errors.expect(
                errorClass,
                part,
                () -> Datatype.darray(
                        size, rank, new long[] {gsize}, new Distribution[] {distribution}, new int[] {darg}, new int[] {psize}, Order.C, Datatype.INT));
    }

    @Test
    void whatDoesNotFitTheGridIsNamed() {
        fails(ErrorClass.ARG, "size=3 psizes multiply to 2", 3, 0, 10, Distribution.BLOCK, DFLT, 2);
        fails(ErrorClass.RANK, "rank=2 size=2", 2, 2, 10, Distribution.BLOCK, DFLT, 2);
        fails(ErrorClass.RANK, "rank=-1", 2, -1, 10, Distribution.BLOCK, DFLT, 2);
        fails(ErrorClass.ARG, "psizes[0]=0", 0, 0, 10, Distribution.BLOCK, DFLT, 0);
    }

    @Test
    void whatDoesNotDivideTheArrayIsNamed() {
        fails(ErrorClass.ARG, "dargs[0]=4 psizes[0]=2 gsizes[0]=10", 2, 0, 10, Distribution.BLOCK, 4, 2);
        fails(ErrorClass.ARG, "dargs[0]=0", 2, 0, 10, Distribution.CYCLIC, 0, 2);
        fails(ErrorClass.ARG, "dargs[0]=-2", 2, 0, 10, Distribution.BLOCK, -2, 2);
        fails(ErrorClass.ARG, "gsizes[0]=0", 2, 0, 0, Distribution.BLOCK, DFLT, 2);
        fails(ErrorClass.ARG, "distribs[0]=NONE psizes[0]=2", 2, 0, 10, Distribution.NONE, DFLT, 2);
    }

    @Test
    void arraysOfDifferentLengthAreNamed() {
        Distribution[] block = {Distribution.BLOCK};
        int[] one = {1};
        long[] ten = {10};
        Errors.expect(ErrorClass.ARG, "distribs.length=0", () -> Datatype.darray(1, 0, ten, new Distribution[0], one, one, Order.C, Datatype.INT));
        Errors.expect(ErrorClass.ARG, "dargs.length=2", () -> Datatype.darray(1, 0, ten, block, new int[2], one, Order.C, Datatype.INT));
        Errors.expect(ErrorClass.ARG, "psizes.length=0", () -> Datatype.darray(1, 0, ten, block, one, new int[0], Order.C, Datatype.INT));
        Errors.expect(ErrorClass.ARG, "ndims=0", () -> Datatype.darray(1, 0, new long[0], new Distribution[0], new int[0], new int[0], Order.C, Datatype.INT));
    }
}
