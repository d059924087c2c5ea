package org.mpi4j.internal.datatype;

/** The operations on {@code float} as Java's operators and {@code Math.max} and {@code Math.min} have them: NaN wins. Stateless. */
non-sealed class FloatKernels extends ArrayKernels<float[]> {
    static final FloatKernels INSTANCE = new FloatKernels();

    FloatKernels() {
        super(float[].class, Float.BYTES);
    }

    @Override
    float[] allocate(int count) {
        return new float[count];
    }

    @Override
    void combine(Operator operator, float[] x, float[] y, int from, int to) {
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
