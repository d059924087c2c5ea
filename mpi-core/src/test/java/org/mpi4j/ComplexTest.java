package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MPI 5.0, section 6.9.2: complex numbers take SUM and PROD. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ComplexTest {
    @Test
    void aProductIsThatOfComplexNumbers() {
        double[] inout = {3, 4, 0, 1};
        Op.PROD.reduceLocal(Buf.of(new double[] {1, 2, 0, 1}, Datatype.DOUBLE_COMPLEX), Buf.of(inout, Datatype.DOUBLE_COMPLEX));
        assertArrayEquals(new double[] {-5, 10, -1, 0}, inout);
        float[] floats = {3, 4};
        Op.PROD.reduceLocal(Buf.of(new float[] {1, 2}, Datatype.FLOAT_COMPLEX), Buf.of(floats, Datatype.FLOAT_COMPLEX));
        assertArrayEquals(new float[] {-5, 10}, floats);
    }

    @Test
    void manyNumbersInAnyMemoryAgreeWithAPlainLoop() {
        Random random = new Random(3);
        int count = 1001;
        double[] x = random.doubles(2L * count).toArray();
        double[] y = random.doubles(2L * count).toArray();
        double[] sums = new double[2 * count];
        double[] products = new double[2 * count];
        for (int i = 0; i < 2 * count; i += 2) {
            sums[i] = x[i] + y[i];
            sums[i + 1] = x[i + 1] + y[i + 1];
            products[i] = x[i] * y[i] - x[i + 1] * y[i + 1];
            products[i + 1] = x[i] * y[i + 1] + x[i + 1] * y[i];
        }
        assertArrayEquals(sums, offHeap(Op.SUM, x, y));
        assertArrayEquals(products, offHeap(Op.PROD, x, y));
        double[] shifted = new double[2 * count + 1];
        System.arraycopy(y, 0, shifted, 1, y.length);
        Op.PROD.reduceLocal(Buf.of(x, 0, count, Datatype.DOUBLE_COMPLEX), Buf.of(shifted, 1, count, Datatype.DOUBLE_COMPLEX));
        System.arraycopy(shifted, 1, y, 0, y.length);
        assertArrayEquals(products, y);
    }

    private static double[] offHeap(Op op, double[] x, double[] y) {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment inout = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, y);
            op.reduceLocal(Buf.of(x, Datatype.DOUBLE_COMPLEX), Buf.of(inout, Datatype.DOUBLE_COMPLEX));
            return inout.toArray(ValueLayout.JAVA_DOUBLE);
        }
    }

    @Test
    void theyHaveNoOrderAndNoBits() {
        Buf one = Buf.of(new double[2], Datatype.DOUBLE_COMPLEX);
        Errors.expect(ErrorClass.OP, "op=MAX does not take type=DOUBLE_COMPLEX", () -> Op.MAX.reduceLocal(one, one));
        Errors.expect(ErrorClass.OP, "op=LAND does not take type=DOUBLE_COMPLEX", () -> Op.LAND.reduceLocal(one, one));
        Errors.expect(ErrorClass.OP, "no boxed class", () -> Op.of((Object a, Object _) -> a, true).reduceLocal(one, one));
    }

    @Everywhere
    void allreduceMultipliesTheNumbersOfAllRanks(Ranks ranks) {
        ranks.runWorld(comm -> {
            double[] data = new double[2 * 3000];
            for (int i = 0; i < data.length; i += 2) {
                data[i + 1] = 1;
            }
            comm.allreduce(Buf.of(data, Datatype.DOUBLE_COMPLEX), Op.PROD);
            double[][] powers = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
            double[] expected = powers[comm.size() % 4];
            for (int i = 0; i < data.length; i += 2) {
                assertArrayEquals(expected, new double[] {data[i], data[i + 1]}, 0.0);
            }
        });
    }
}
