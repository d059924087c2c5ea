package org.mpi4j.internal.datatype;

/** The operations on {@code int} as Java's operators and {@code Math.max} and {@code Math.min} have them: sums and products wrap around. Stateless. */
non-sealed class IntKernels extends ArrayKernels<int[]> {
    static final IntKernels INSTANCE = new IntKernels();

    IntKernels() {
        super(int[].class, Integer.BYTES);
    }

    @Override
    int[] allocate(int count) {
        return new int[count];
    }

    @Override
    void combine(Operator operator, int[] x, int[] y, int from, int to) {
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
            case LAND -> {
                for (int i = from; i < to; i++) {
                    y[i] = x[i] != 0 && y[i] != 0 ? 1 : 0;
                }
            }
            case LOR -> {
                for (int i = from; i < to; i++) {
                    y[i] = (x[i] | y[i]) != 0 ? 1 : 0;
                }
            }
            case LXOR -> {
                for (int i = from; i < to; i++) {
                    y[i] = (x[i] == 0) != (y[i] == 0) ? 1 : 0;
                }
            }
            case BAND -> {
                for (int i = from; i < to; i++) {
                    y[i] = x[i] & y[i];
                }
            }
            case BOR -> {
                for (int i = from; i < to; i++) {
                    y[i] = x[i] | y[i];
                }
            }
            case BXOR -> {
                for (int i = from; i < to; i++) {
                    y[i] = x[i] ^ y[i];
                }
            }
            case MAXLOC, MINLOC, REPLACE, NO_OP -> throw new AssertionError(operator);
        }
    }
}
