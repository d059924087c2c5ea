package org.mpi4j.internal.coll;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;

/** Sizes, roots, counts and contents that the tests of the algorithms share. */
final class Cases {
    /** Wraps around, so a lost, doubled or misplaced operand changes the sum. */
    static final LongBinaryOperator SUM = Long::sum;

    /** Affine maps x -> ax + b, one after the other: associative, not commutative. */
    static final LongBinaryOperator COMPOSE = (left, right) -> {
        int a = (int) (left >> 32);
        int b = (int) left;
        int c = (int) (right >> 32);
        int d = (int) right;
        int factor = a * c;
        int shift = a * d + b;
        return ((long) factor << 32) | Integer.toUnsignedLong(shift);
    };

    private Cases() {}

    static void forEachSize(IntConsumer test) {
        IntStream.rangeClosed(1, 33).forEach(test);
        test.accept(64);
    }

    /** All for small sizes, then those near an end, a middle or a power of two. */
    static int[] roots(int size) {
        if (size <= 17) {
            return IntStream.range(0, size).toArray();
        }
        return IntStream.of(0, 1, 2, 3, size / 2 - 1, size / 2, size - 3, size - 1).distinct().toArray();
    }

    static int[] counts(int size) {
        return IntStream.of(0, 1, 2, 3, 7, size - 1, size, size + 1, size <= 9 ? 1000 : 2 * size + 1).distinct().toArray();
    }

    /** Irregular: some empty, no two neighbours alike. */
    static long[] irregular(int size, int count) {
        return IntStream.range(0, size).mapToLong(rank -> rank % 3 == 1 ? 0 : (rank * 5L) % 7 * count / 3).toArray();
    }

    /** Displacements for these counts, the last rank's block first, with gaps. */
    static long[] displs(long[] counts) {
        long[] displs = new long[counts.length];
        long at = 1;
        for (int rank = counts.length - 1; rank >= 0; rank--) {
            displs[rank] = at;
            at += counts[rank] + rank % 2;
        }
        return displs;
    }

    /** Atom {@code i} of what {@code rank} brings along: all differ, and the factor of its affine map is odd. */
    static long atom(int rank, long i) {
        long mixed = (rank * 0x1_0000_0001L + i + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
        return (mixed ^ (mixed >>> 32)) | (1L << 32);
    }

    static long[] atoms(int rank, long count) {
        long[] atoms = new long[(int) count];
        for (int i = 0; i < atoms.length; i++) {
            atoms[i] = atom(rank, i);
        }
        return atoms;
    }

    /** Element {@code i} of the ranks {@code [from, to)}, reduced in their order. */
    static long reduced(LongBinaryOperator op, int from, int to, long i) {
        long result = atom(from, i);
        for (int rank = from + 1; rank < to; rank++) {
            result = op.applyAsLong(result, atom(rank, i));
        }
        return result;
    }

    static List<Schedule> ofAllRanks(int size, IntFunction<Schedule> algorithm) {
        return IntStream.range(0, size).mapToObj(algorithm).toList();
    }

    static long[][] perRank(int size, IntFunction<long[]> content) {
        return IntStream.range(0, size).mapToObj(content).toArray(long[][]::new);
    }
}
