package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** MPI 5.0, sections 6.9 to 6.11: reductions. */
class ReduceTest {
    private static final int[] COUNTS = {0, 1, 5, 1000, 30_000};

    private static long value(int rank, int i) {
        return rank * 31L + i % 1000;
    }

    private static long[] mine(Comm comm, int count) {
        long[] data = new long[count];
        Arrays.setAll(data, i -> value(comm.rank(), i));
        return data;
    }

    private static long[] sums(int from, int to, int count) {
        long[] sums = new long[count];
        Arrays.setAll(sums, i -> IntStream.range(from, to).mapToLong(r -> value(r, i)).sum());
        return sums;
    }

    @Everywhere
    void reduceGivesTheRootTheSum(Ranks ranks) {
        ranks.run(comm -> {
            for (int root = 0; root < comm.size(); root++) {
                for (int count : COUNTS) {
                    boolean isRoot = comm.rank() == root;
                    long[] expected = isRoot ? sums(0, comm.size(), count) : new long[count];
                    long[] got = new long[count];
                    comm.reduce(Buf.of(mine(comm, count)), isRoot ? Buf.of(got) : null, Op.SUM, root);
                    assertArrayEquals(expected, got);
                    long[] inPlace = mine(comm, count);
                    comm.ireduce(Buf.of(inPlace), Op.SUM, root).await();
                    assertArrayEquals(isRoot ? expected : mine(comm, count), inPlace);
                }
            }
        });
    }

    @Everywhere
    void allreduceGivesAllTheSum(Ranks ranks) {
        ranks.run(comm -> {
            for (int count : COUNTS) {
                long[] expected = sums(0, comm.size(), count);
                long[] got = new long[count];
                comm.allreduce(Buf.of(mine(comm, count)), Buf.of(got), Op.SUM);
                assertArrayEquals(expected, got);
                long[] inPlace = mine(comm, count);
                comm.allreduce(Buf.of(inPlace), Op.SUM);
                assertArrayEquals(expected, inPlace);
                long[] inPlaceToo = mine(comm, count);
                comm.iallreduce(Buf.IN_PLACE, Buf.of(inPlaceToo), Op.SUM).await();
                assertArrayEquals(expected, inPlaceToo);
            }
        });
    }

    @Everywhere
    void prefixesEndAtOrBeforeEachRank(Ranks ranks) {
        ranks.run(comm -> {
            for (int count : COUNTS) {
                long[] got = new long[count];
                comm.scan(Buf.of(mine(comm, count)), Buf.of(got), Op.SUM);
                assertArrayEquals(sums(0, comm.rank() + 1, count), got);
                long[] inPlace = mine(comm, count);
                comm.iscan(Buf.of(inPlace), Op.SUM).await();
                assertArrayEquals(got, inPlace);
                long[] before = new long[count];
                comm.exscan(Buf.of(mine(comm, count)), Buf.of(before), Op.SUM);
                assertArrayEquals(sums(0, comm.rank(), count), before);
                comm.iexscan(Buf.of(inPlace), Op.SUM).await();
            }
        });
    }

    @Everywhere
    void reduceScatterGivesEachItsBlock(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            for (int count : COUNTS) {
                long[] all = sums(0, size, count * size);
                long[] got = new long[count];
                comm.reduceScatterBlock(Buf.of(mine(comm, count * size)), Buf.of(got), Op.SUM);
                assertArrayEquals(Arrays.copyOfRange(all, count * comm.rank(), count * (comm.rank() + 1)), got);
                long[] inPlace = mine(comm, count * size);
                comm.reduceScatterBlock(Buf.of(inPlace), Op.SUM);
                assertArrayEquals(got, Arrays.copyOf(inPlace, count));
                long[] counts = new long[size];
                Arrays.setAll(counts, r -> (long) count * (r % 3));
                int total = (int) Arrays.stream(counts).sum();
                int start = (int) Arrays.stream(counts).limit(comm.rank()).sum();
                long[] expected = Arrays.copyOfRange(sums(0, size, total), start, start + (int) counts[comm.rank()]);
                long[] part = new long[expected.length];
                comm.reduceScatter(Buf.of(mine(comm, total)).blocks(counts), Buf.of(part), Op.SUM);
                assertArrayEquals(expected, part);
                long[] partInPlace = mine(comm, total);
                comm.ireduceScatter(Buf.of(partInPlace).blocks(counts), Op.SUM).await();
                assertArrayEquals(expected, Arrays.copyOf(partInPlace, expected.length));
            }
        });
    }

    /** Sums of floating point depend on where the parentheses are, so they must be at the same places each time. */
    @Everywhere
    void allreduceGivesTheSameBitsOnAllRanksEachTime(Ranks ranks) {
        ranks.run(comm -> {
            for (int count : COUNTS) {
                double[] first = allreduceOfNoise(comm, count);
                double[] ofRoot = first.clone();
                comm.bcast(Buf.of(ofRoot), 0);
                assertArrayEquals(bits(ofRoot), bits(first), "count=" + count);
                assertArrayEquals(bits(first), bits(allreduceOfNoise(comm, count)), "count=" + count);
            }
        });
    }

    private static double[] allreduceOfNoise(Comm comm, int count) {
        double[] data = new Random(comm.rank()).doubles(count, -1, 1).toArray();
        comm.allreduce(Buf.of(data), Op.SUM);
        return data;
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    @Everywhere
    void reduceScatterNeedsABlockPerRank(Ranks ranks) {
        ranks.runWorld(comm -> {
            Buf none = Buf.of(new int[comm.size()]);
            Errors.expect(ErrorClass.ARG, "counts=0", () -> comm.reduceScatter(none, Buf.of(new int[1]), Op.SUM));
            Buf tooMany = none.blocks(new long[comm.size() + 1]);
            Errors.expect(ErrorClass.ARG, "counts=" + (comm.size() + 1), () -> comm.reduceScatter(tooMany, Op.SUM));
            long[] ones = new long[comm.size()];
            Arrays.fill(ones, 1);
            Errors.expect(ErrorClass.COUNT, "block=1", () -> comm.reduceScatter(none.blocks(ones), Buf.of(new int[0]), Op.SUM));
            Errors.expect(ErrorClass.OP, "CHAR", () -> comm.allreduce(Buf.of(new char[1]), Op.SUM));
            Errors.expect(ErrorClass.TYPE, "LONG", () -> comm.allreduce(Buf.of(new long[1]), Buf.of(new int[1]), Op.SUM));
        });
    }

    /** Two by two matrices multiply in rank order or not at all. */
    @Everywhere
    void elementsThatHoldNothingAreNotCombined(Ranks ranks) {
        ranks.run(comm -> {
            Op never = Op.ofKernel(
                    (_, _, count, type) -> {
                        throw new IllegalStateException(count + " of " + type);
                    },
                    false);
            Datatype nothing = Datatype.resized(Datatype.contiguous(0, Datatype.INT), 0, 4);
            int size = comm.size();
            Buf send = Buf.of(new int[size], 0, size, nothing);
            Buf recv = Buf.of(new int[size], 0, size, nothing);
            long[] counts = new long[size];
            Arrays.fill(counts, 1);
            comm.allreduce(send, recv, never);
            comm.scan(send, recv, never);
            comm.reduceScatterBlock(send, Buf.of(new int[1], 0, 1, nothing), never);
            comm.reduceScatter(send.blocks(counts), Buf.of(new int[1], 0, 1, nothing), never);
        });
    }

    @Everywhere
    void nonCommutativeOperationsKeepTheRankOrder(Ranks ranks) {
        Op multiply = Op.ofKernel(
                (in, inout, count, _) -> {
                    for (long at = 0; at < count * 32; at += 32) {
                        long[] a = in.asSlice(at, 32).toArray(java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED);
                        long[] b = inout.asSlice(at, 32).toArray(java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED);
                        java.lang.foreign.MemorySegment.copy(times(a, b), 0, inout, java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED, at, 4);
                    }
                },
                false);
        Datatype matrix = Datatype.contiguous(4, Datatype.LONG);
        ranks.run(comm -> {
            for (int n : new int[] {1, 3, 2000}) {
                long[] mine = new long[4 * n];
                for (int k = 0; k < n; k++) {
                    System.arraycopy(matrixOf(comm.rank(), k), 0, mine, 4 * k, 4);
                }
                long[] all = mine.clone();
                comm.allreduce(Buf.of(all, matrix), multiply);
                assertArrayEquals(product(0, comm.size(), n), all);
                long[] prefix = new long[4 * n];
                comm.scan(Buf.of(mine, matrix), Buf.of(prefix, matrix), multiply);
                assertArrayEquals(product(0, comm.rank() + 1, n), prefix);
                int root = comm.size() - 1;
                long[] atRoot = new long[4 * n];
                comm.reduce(Buf.of(mine, matrix), comm.rank() == root ? Buf.of(atRoot, matrix) : null, multiply, root);
                assertArrayEquals(comm.rank() == root ? product(0, comm.size(), n) : new long[4 * n], atRoot);
            }
        });
    }

    private static long[] matrixOf(int rank, int k) {
        return new long[] {1 + rank, 2, k % 5, 1};
    }

    private static long[] times(long[] a, long[] b) {
        return new long[] {a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3]};
    }

    private static long[] product(int from, int to, int n) {
        long[] all = new long[4 * n];
        for (int k = 0; k < n; k++) {
            long[] product = matrixOf(from, k);
            for (int r = from + 1; r < to; r++) {
                product = times(product, matrixOf(r, k));
            }
            System.arraycopy(product, 0, all, 4 * k, 4);
        }
        return all;
    }

    @Everywhere
    void predefinedOperationsReduceTheirTypes(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            double[] d = {comm.rank(), -comm.rank()};
            comm.allreduce(Buf.of(d), Op.MAX);
            assertArrayEquals(new double[] {size - 1, 0}, d);
            float[] f = {comm.rank() + 1};
            comm.allreduce(Buf.of(f), Op.MIN);
            assertEquals(1, f[0]);
            byte[] b = {(byte) (1 << comm.rank())};
            comm.allreduce(Buf.of(b), Op.BOR);
            assertEquals((byte) ((1 << size) - 1), b[0]);
            boolean[] z = {comm.rank() == 0, true};
            comm.allreduce(Buf.of(z), Op.LAND);
            assertArrayEquals(new boolean[] {size == 1, true}, z);
            int[] pair = {comm.rank() % 3, comm.rank()};
            comm.allreduce(Buf.of(pair, Datatype.TWO_INT), Op.MAXLOC);
            assertArrayEquals(new int[] {Math.min(2, size - 1), Math.min(2, size - 1)}, pair);
        });
    }

    @Everywhere
    void aUsersOperationWorksOnBoxedValuesTwice(Ranks ranks) {
        Op last = Op.of((Integer _, Integer b) -> b, false);
        Op sum = Op.of((Integer a, Integer b) -> a + b, true);
        ranks.run(comm -> {
            for (int turn = 0; turn < 2; turn++) {
                int[] numbers = {comm.rank() + 1, 1};
                comm.allreduce(Buf.of(numbers), last);
                assertArrayEquals(new int[] {comm.size(), 1}, numbers);
                assertEquals(comm.size() * (comm.size() + 1) / 2, comm.allreduce(comm.rank() + 1, sum));
            }
        });
    }

    @Everywhere
    void singleValuesReduceWithoutABuffer(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            int rank = comm.rank();
            assertEquals(size * (size - 1) / 2, comm.allreduce(rank, Op.SUM));
            assertEquals((long) size - 1, comm.allreduce((long) rank, Op.MAX));
            assertEquals(0.5, comm.allreduce(rank + 0.5, Op.MIN));
            assertEquals(rank == size - 1 ? size : 1, comm.reduce(1, Op.SUM, size - 1));
            assertEquals(rank == 0 ? size : 1L, comm.reduce(1L, Op.SUM, 0));
            assertEquals(rank == 0 ? size : 1.0, comm.reduce(1.0, Op.SUM, 0));
            assertEquals(rank + 1, comm.scan(1, Op.SUM));
            assertEquals(rank + 1L, comm.scan(1L, Op.SUM));
            assertEquals(rank + 1.0, comm.scan(1.0, Op.SUM));
            if (rank > 0) {
                assertEquals(rank, comm.exscan(1, Op.SUM));
                assertEquals(rank, comm.exscan(1L, Op.SUM));
                assertEquals(rank, comm.exscan(1.0, Op.SUM));
            } else {
                comm.exscan(1, Op.SUM);
                comm.exscan(1L, Op.SUM);
                comm.exscan(1.0, Op.SUM);
            }
        });
    }

    @Everywhere
    void objectsReduceInRankOrder(Ranks ranks) {
        Op join = Op.of((String a, String b) -> a + b, false);
        ranks.run(comm -> {
            StringBuilder all = new StringBuilder();
            StringBuilder upTo = new StringBuilder();
            for (int r = 0; r < comm.size(); r++) {
                all.append('<').append(r).append('>');
                if (r < comm.rank()) {
                    upTo.append('<').append(r).append('>');
                }
            }
            String mine = "<" + comm.rank() + ">";
            assertEquals(all.toString(), comm.allreduceObject(mine, join));
            assertEquals(upTo + mine, comm.scanObject(mine, join));
            String before = comm.exscanObject(mine, join);
            assertEquals(comm.rank() == 0 ? null : upTo.toString(), before);
            for (int root = 0; root < comm.size(); root++) {
                String got = comm.reduceObject(mine, join, root);
                if (comm.rank() == root) {
                    assertEquals(all.toString(), got);
                } else {
                    assertNull(got);
                }
            }
        });
    }

    @Everywhere
    void anObjectOperationThatThrowsIsAnErrorEverywhereAndLeavesNobodyWaiting(Ranks ranks) {
        Op fussy = Op.of(
                (Integer a, Integer b) -> {
                    throw new IllegalStateException("no " + a + " and " + b);
                },
                true);
        ranks.run(comm -> {
            if (comm.size() == 1) {
                assertEquals(7, comm.allreduceObject(7, fussy));
                return;
            }
            MpiException error = org.junit.jupiter.api.Assertions.assertThrows(MpiException.class, () -> comm.allreduceObject(7, fussy));
            assertEquals(comm.rank() == 0 || error.errorClass() == ErrorClass.OP ? ErrorClass.OP : ErrorClass.OTHER, error.errorClass());
            comm.barrier();
        });
    }
}
