package org.mpi4j.internal.comm;

import java.util.Arrays;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/** Triplets first, last, stride, written out. Stateless. */
final class RankRanges {
    private RankRanges() {}

    /** The ranks {@code first, first + stride, …} up to {@code last} of each triplet, in order. */
    static int[] expand(String operation, int[][] ranges, int size) {
        int[] ranks = new int[0];
        for (int i = 0; i < ranges.length; i++) {
            int[] range = ranges[i];
            int steps = steps(operation, range, i, size);
            int n = ranks.length;
            ranks = Arrays.copyOf(ranks, Math.addExact(n, steps + 1));
            for (int k = 0; k <= steps; k++) {
                ranks[n + k] = range[0] + k * range[2];
            }
        }
        return ranks;
    }

    private static int steps(String operation, int[] range, int index, int size) {
        if (range.length != 3) {
            throw wrong(ErrorClass.ARG, operation, range, index, size, "a range is first, last, stride");
        }
        long first = range[0];
        long stride = range[2];
        if (stride == 0) {
            throw wrong(ErrorClass.ARG, operation, range, index, size, "the stride is 0");
        }
        long steps = Math.floorDiv(range[1] - first, stride);
        if (steps < 0) {
            throw wrong(ErrorClass.ARG, operation, range, index, size, "the stride leads away from last");
        }
        long last = first + steps * stride;
        if (first < 0 || first >= size || last < 0 || last >= size) {
            throw wrong(ErrorClass.RANK, operation, range, index, size, "the range leaves the group");
        }
        return (int) steps;
    }

    private static MpiException wrong(ErrorClass errorClass, String operation, int[] range, int index, int size, String why) {
        return new MpiException(
                errorClass, "group." + operation + ": " + why + ": range=" + Arrays.toString(range) + " index=" + index + " size=" + size);
    }
}
