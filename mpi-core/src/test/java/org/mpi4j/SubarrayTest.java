package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.Datatype.Order;

/** MPI 5.0, section 5.1.3: parts of arrays with several dimensions. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SubarrayTest {
    private static Datatype subarray(Order order, long... sizesSubsizesStarts) {
        int n = sizesSubsizesStarts.length / 3;
        long[][] parts = new long[3][n];
        for (int i = 0; i < sizesSubsizesStarts.length; i++) {
            parts[i / n][i % n] = sizesSubsizesStarts[i];
        }
        return Datatype.subarray(parts[0], parts[1], parts[2], order, Datatype.INT);
    }

    @Test
    void theLastIndexMovesFastestInC() {
        Datatype part = subarray(Order.C, 4, 5, 2, 3, 1, 2);
        assertArrayEquals(new int[] {7, 8, 9, 12, 13, 14}, Places.ofInts(part, 1, 20));
    }

    @Test
    void theFirstIndexMovesFastestInFortran() {
        Datatype part = subarray(Order.FORTRAN, 4, 5, 2, 3, 1, 2);
        assertArrayEquals(new int[] {9, 10, 13, 14, 17, 18}, Places.ofInts(part, 1, 20));
    }

    @Test
    void itsBoundsAreThoseOfTheWholeArray() {
        Datatype part = subarray(Order.C, 4, 5, 2, 3, 1, 2);
        assertEquals(List.of(24L, 0L, 80L, 28L, 32L), List.of(part.size(), part.lowerBound(), part.extent(), part.trueLowerBound(), part.trueExtent()));
        assertArrayEquals(new int[] {7, 8, 9, 12, 13, 14, 27, 28, 29, 32, 33, 34}, Places.ofInts(part, 2, 40));
    }

    @Test
    void columnsOfFourProcessesAsInTheExample() { // example 5.16: double a[100][100], 25 columns each
        Datatype columns = Datatype.subarray(new long[] {100, 100}, new long[] {100, 25}, new long[] {0, 50}, Order.C, Datatype.DOUBLE);
        assertEquals(List.of(20_000L, 80_000L, 400L, 79_400L), List.of(columns.size(), columns.extent(), columns.trueLowerBound(), columns.trueExtent()));
    }

    @Test
    void aWholeArrayIsPlainBytes() {
        assertEquals(true, org.mpi4j.internal.datatype.TypeMap.of(subarray(Order.C, 3, 4, 5, 3, 4, 5, 0, 0, 0)).isContiguous());
    }

    @Test
    void partsOfUpToFourDimensionsAgreeWithNestedLoops() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            int n = 1 + random.nextInt(4);
            long[] sizes = random.longs(n, 1L, 6L).toArray();
            long[] subsizes = new long[n];
            long[] starts = new long[n];
            for (int i = 0; i < n; i++) {
                subsizes[i] = 1 + random.nextLong(sizes[i]);
                starts[i] = random.nextLong(sizes[i] - subsizes[i] + 1);
            }
            Order order = round % 2 == 0 ? Order.C : Order.FORTRAN;
            Datatype part = Datatype.subarray(sizes, subsizes, starts, order, Datatype.INT);
            assertEquals(expected(sizes, subsizes, starts, order), java.util.Arrays.stream(Places.ofInts(part, 1, 1296)).boxed().toList(), part::name);
        }
    }

    private static List<Integer> expected(long[] sizes, long[] subsizes, long[] starts, Order order) {
        int n = sizes.length;
        List<Integer> places = new ArrayList<>();
        long[] at = new long[n];
        long all = java.util.Arrays.stream(subsizes).reduce(1, (a, b) -> a * b);
        for (long k = 0; k < all; k++) {
            long place = 0;
            for (int j = 0; j < n; j++) {
                int dim = order == Order.C ? j : n - 1 - j;
                place = place * sizes[dim] + starts[dim] + at[dim];
            }
            places.add((int) place);
            for (int j = n - 1; j >= 0; j--) {
                int dim = order == Order.C ? j : n - 1 - j;
                if (++at[dim] < subsizes[dim]) {
                    break;
                }
                at[dim] = 0;
            }
        }
        return places;
    }

    @Test
    void aPartOutsideTheArrayIsNamed() {
        Errors.expect(ErrorClass.ARG, "sizes[1]=5 subsizes[1]=3 starts[1]=3", () -> subarray(Order.C, 4, 5, 2, 3, 1, 3));
        Errors.expect(ErrorClass.ARG, "subsizes[0]=5", () -> subarray(Order.C, 4, 5, 5, 3, 0, 0));
        Errors.expect(ErrorClass.ARG, "subsizes[0]=0", () -> subarray(Order.C, 4, 0, 0));
        Errors.expect(ErrorClass.ARG, "sizes[0]=0", () -> subarray(Order.C, 0, 0, 0));
        Errors.expect(ErrorClass.ARG, "starts[0]=-1", () -> subarray(Order.FORTRAN, 4, 2, -1));
        Errors.expect(ErrorClass.ARG, "starts[0]=9223372036854775807", () -> subarray(Order.C, 4, 2, Long.MAX_VALUE));
    }

    @Test
    void arraysOfDifferentLengthAreNamed() {
        long[] two = {4, 4};
        long[] one = {1};
        Errors.expect(ErrorClass.ARG, "ndims=2 subsizes.length=1", () -> Datatype.subarray(two, one, two, Order.C, Datatype.INT));
        Errors.expect(ErrorClass.ARG, "ndims=2 starts.length=1", () -> Datatype.subarray(two, two, one, Order.C, Datatype.INT));
        Errors.expect(ErrorClass.ARG, "ndims=0", () -> Datatype.subarray(new long[0], new long[0], new long[0], Order.C, Datatype.INT));
    }

    @Test
    void anArrayTooLargeForSixtyFourBitsIsRefused() {
        Errors.expect(ErrorClass.ARG, "bits=64", () -> subarray(Order.C, 1L << 31, 1L << 31, 1, 1, 0, 0));
    }
}
