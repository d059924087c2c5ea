package org.mpi4j.internal.datatype;

/** The operations on {@code double} as Java's operators and {@code Math.max} and {@code Math.min} have them: NaN wins. Stateless. */
non-sealed class DoubleKernels extends ArrayKernels<double[]> {
    static final DoubleKernels INSTANCE = new DoubleKernels();

    DoubleKernels() {
        super(double[].class, Double.BYTES);
    }

    @Override
    double[] allocate(int count) {
        return new double[count];
    }

    @Override
    void combine(Operator operator, double[] x, double[] y, int from, int to) {
        switch (operator) {
            case MAX -> {
                for (int i = from; i < to; i++) {
                    y[i] = Math.max(x[i], y[i]);
                }
            }
            case MIN -> {
                for (int i = from; i < to; i++) {
                    y[i] = Math.min(x[i], y[i]);
                }
            }
            case SUM -> {
                for (int i = from; i < to; i++) {
                    y[i] = x[i] + y[i];
                }
            }
            case PROD -> {
                for (int i = from; i < to; i++) {
                    y[i] = x[i] * y[i];
                }
            }
            case LAND, LOR, LXOR, BAND, BOR, BXOR, MAXLOC, MINLOC, REPLACE, NO_OP -> throw new AssertionError(operator);
        }
    }
}
