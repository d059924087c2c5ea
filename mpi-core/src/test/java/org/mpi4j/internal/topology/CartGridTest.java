package org.mpi4j.internal.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.CartComm.Shift;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.Errors;

/** MPI 5.0, section 8.5. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CartGridTest {
    private static CartGrid grid(int[] dims, boolean... periods) {
        return CartGrid.of("createCart", dims, periods, 1000);
    }

    /** The standard's example 8.2. */
    @Test
    void dimsCreateGivesTheTableOfTheStandard() {
        assertArrayEquals(new int[] {3, 2}, Dims.create(6, 0, 0));
        assertArrayEquals(new int[] {7, 1}, Dims.create(7, 0, 0));
        assertArrayEquals(new int[] {2, 3, 1}, Dims.create(6, 0, 3, 0));
        Errors.expect(ErrorClass.DIMS, "size=7 dims=[0, 3, 0]", () -> Dims.create(7, 0, 3, 0));
    }

    @Test
    void dimsCreateBalancesWhereGreedyFactorsWouldNot() {
        assertArrayEquals(new int[] {6, 6}, Dims.create(36, 0, 0));
        assertArrayEquals(new int[] {4, 4, 3}, Dims.create(48, 0, 0, 0));
        assertArrayEquals(new int[] {8, 6}, Dims.create(48, 0, 0));
        assertArrayEquals(new int[] {1000, 1000}, Dims.create(1_000_000, 0, 0));
        assertArrayEquals(new int[] {Integer.MAX_VALUE, 1}, Dims.create(Integer.MAX_VALUE, 0, 0));
    }

    @Test
    void dimsCreateIsNeverWorseThanAnyOtherDivision() {
        for (int size = 1; size <= 200; size++) {
            int[] dims = Dims.create(size, 0, 0, 0);
            assertEquals(size, dims[0] * dims[1] * dims[2]);
            assertTrue(dims[0] >= dims[1] && dims[1] >= dims[2]);
            for (int a = 1; a <= size; a++) {
                for (int b = 1; b <= a && size % a == 0; b++) {
                    if (size / a % b == 0 && size / a / b <= b) {
                        assertTrue(dims[0] < a || (dims[0] == a && dims[1] <= b), "size=" + size);
                    }
                }
            }
        }
    }

    @Test
    void dimsCreateRefusesWhatCannotBeFilled() {
        Errors.expect(ErrorClass.DIMS, "negative", () -> Dims.create(4, -1, 0));
        Errors.expect(ErrorClass.ARG, "size=0", () -> Dims.create(0, 0));
        Errors.expect(ErrorClass.DIMS, "dims=[2, 1]", () -> Dims.create(4, 2, 1));
        Errors.expect(ErrorClass.DIMS, "dims=[2147483647, 2147483647, 4]", () -> Dims.create(4, Integer.MAX_VALUE, Integer.MAX_VALUE, 4));
        assertArrayEquals(new int[] {2, 2}, Dims.create(4, 2, 2));
        assertArrayEquals(new int[0], Dims.create(1));
    }

    /** The standard's figure: four processes on a 2 x 2 grid. */
    @Test
    void ranksAreRowMajor() {
        CartGrid grid = grid(new int[] {2, 2}, false, false);
        assertArrayEquals(new int[] {0, 0}, grid.coords(0));
        assertArrayEquals(new int[] {0, 1}, grid.coords(1));
        assertArrayEquals(new int[] {1, 0}, grid.coords(2));
        assertArrayEquals(new int[] {1, 1}, grid.coords(3));
    }

    @Test
    void rankUndoesCoords() {
        CartGrid grid = grid(new int[] {3, 1, 4, 2}, true, false, true, false);
        for (int rank = 0; rank < grid.size(); rank++) {
            assertEquals(rank, grid.rank(grid.coords(rank)));
        }
    }

    @Test
    void coordinatesWrapOnARingAndAreRefusedElsewhere() {
        CartGrid grid = grid(new int[] {3, 4}, true, false);
        assertEquals(grid.rank(2, 1), grid.rank(-1, 1));
        assertEquals(grid.rank(0, 1), grid.rank(3, 1));
        assertEquals(grid.rank(1, 0), grid.rank(-5, 0));
        Errors.expect(ErrorClass.RANK, "coords=[0, 4] dims=[3, 4] dimension=1", () -> grid.rank(0, 4));
        Errors.expect(ErrorClass.RANK, "dimension=1", () -> grid.rank(0, -1));
        Errors.expect(ErrorClass.ARG, "coords=[0]", () -> grid.rank(0));
        Errors.expect(ErrorClass.RANK, "rank=12 size=12", () -> grid.coords(12));
    }

    @Test
    void shiftFindsBothNeighboursOrNone() {
        CartGrid grid = grid(new int[] {3, 4}, true, false);
        assertEquals(new Shift(grid.rank(2, 0), grid.rank(1, 0)), grid.shift(grid.rank(0, 0), 0, 1));
        assertEquals(new Shift(Comm.PROC_NULL, grid.rank(0, 1)), grid.shift(grid.rank(0, 0), 1, 1));
        assertEquals(new Shift(grid.rank(0, 2), Comm.PROC_NULL), grid.shift(grid.rank(0, 3), 1, 1));
        assertEquals(new Shift(grid.rank(0, 3), Comm.PROC_NULL), grid.shift(grid.rank(0, 1), 1, -2));
        assertEquals(new Shift(grid.rank(2, 1), grid.rank(1, 1)), grid.shift(grid.rank(0, 1), 0, 4));
        assertEquals(new Shift(5, 5), grid.shift(5, 0, 0));
        assertEquals(new Shift(Comm.PROC_NULL, Comm.PROC_NULL), grid.shift(5, 1, Integer.MIN_VALUE));
        Errors.expect(ErrorClass.DIMS, "dimension=2", () -> grid.shift(0, 2, 1));
    }

    /** The standard's example: a 2 x 3 x 4 grid with remain_dims = (true, false, true) gives three grids of 2 x 4. */
    @Test
    void subKeepsTheDimensionsThatRemain() {
        CartGrid grid = grid(new int[] {2, 3, 4}, true, false, false);
        assertEquals(grid(new int[] {2, 4}, true, false), grid.sub(true, false, true));
        for (int rank = 0; rank < grid.size(); rank++) {
            assertEquals(grid.coords(rank)[1], grid.color(rank, true, false, true));
            assertEquals(rank, grid.color(rank, false, false, false));
            assertEquals(0, grid.color(rank, true, true, true));
        }
        assertEquals(1, grid.sub(false, false, false).size());
        Errors.expect(ErrorClass.DIMS, "remain=1", () -> grid.sub(true));
    }

    @Test
    void refusesAGridThatDoesNotFit() {
        Errors.expect(ErrorClass.DIMS, "dims=[3, 4] size=11", () -> CartGrid.of("createCart", new int[] {3, 4}, new boolean[2], 11));
        Errors.expect(ErrorClass.DIMS, "not positive", () -> CartGrid.of("createCart", new int[] {3, 0}, new boolean[2], 11));
        Errors.expect(ErrorClass.ARG, "dims=2 periods=1", () -> CartGrid.of("createCart", new int[] {3, 1}, new boolean[1], 11));
        assertEquals(1, CartGrid.of("createCart", new int[0], new boolean[0], 1).size());
    }
}
