package org.mpi4j.internal.datatype;

/**
 * Sums and products of complex numbers, each a real part and an imaginary part in the array. Stateless. A product is
 * {@code (ac - bd) + (ad + bc)i}, without the C standard's repair of infinities.
 */
final class ComplexKernels {
    static final ArrayKernels<float[]> FLOATS = new Floats();
    static final ArrayKernels<double[]> DOUBLES = new Doubles();

    private ComplexKernels() {}

    private static final class Floats extends FloatKernels {
        @Override
        void combine(Operator operator, float[] x, float[] y, int from, int to) {
            if (operator != Operator.PROD) {
                super.combine(operator, x, y, from, to);
                return;
            }
            for (int i = from; i < to; i += 2) {
                float real = x[i] * y[i] - x[i + 1] * y[i + 1];
                y[i + 1] = x[i] * y[i + 1] + x[i + 1] * y[i];
                y[i] = real;
            }
        }
    }

    private static final class Doubles extends DoubleKernels {
        @Override
        void combine(Operator operator, double[] x, double[] y, int from, int to) {
            if (operator != Operator.PROD) {
                super.combine(operator, x, y, from, to);
                return;
            }
            for (int i = from; i < to; i += 2) {
                double real = x[i] * y[i] - x[i + 1] * y[i + 1];
                y[i + 1] = x[i] * y[i + 1] + x[i + 1] * y[i];
                y[i] = real;
            }
        }
    }
}
