package org.mpi4j.internal.topology;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/** Divides processes over a grid. Stateless. */
public final class Dims {
    private Dims() {}

    /**
     * Fills the entries that are 0 so that the product is {@code size}: the largest is as small as can be, then the next, and so
     * on; those that were filled do not increase.
     *
     * @throws MpiException DIMS if an entry is negative or the entries that are given cannot be filled up to {@code size}; ARG if
     *     {@code size < 1}
     */
    public static int[] create(int size, int... dims) {
        if (size < 1) {
            throw new MpiException(ErrorClass.ARG, "dimsCreate: a grid needs a process: size=" + size);
        }
        long given = 1;
        int open = 0;
        for (int dim : dims) {
            if (dim < 0) {
                throw wrong("an entry is negative", size, dims);
            }
            open += dim == 0 ? 1 : 0;
            given = Math.min(dim == 0 ? given : given * dim, Integer.MAX_VALUE + 1L);
        }
        if (size % given != 0 || (open == 0 && given != size)) {
            throw wrong("size is no multiple of the entries given, or none is open", size, dims);
        }
        int[] factors = new int[open];
        fill(factors, 0, (int) (size / given), size);
        int[] filled = dims.clone();
        for (int i = 0, next = 0; i < filled.length; i++) {
            filled[i] = filled[i] == 0 ? factors[next++] : filled[i];
        }
        return filled;
    }

    /** Writes {@code product} as factors from {@code at} on, none above {@code limit}, the first as small as can be. */
    private static boolean fill(int[] factors, int at, int product, int limit) {
        int left = factors.length - at;
        if (left == 0) {
            return product == 1;
        }
        for (int factor : divisors(product)) {
            if (factor <= limit && Math.pow(factor, left) >= product * 0.999) {
                factors[at] = factor;
                if (fill(factors, at + 1, product / factor, factor)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int[] divisors(int number) {
        return IntStream.rangeClosed(1, (int) Math.sqrt(number))
                .filter(divisor -> number % divisor == 0)
                .flatMap(divisor -> IntStream.of(divisor, number / divisor))
                .distinct()
                .sorted()
                .toArray();
    }

    private static MpiException wrong(String why, int size, int[] dims) {
        return new MpiException(ErrorClass.DIMS, "dimsCreate: " + why + ": size=" + size + " dims=" + Arrays.toString(dims));
    }
}
