package org.mpi4j.internal.datatype;

/** The operations on {@code short} as Java's operators and {@code Math.max} and {@code Math.min} have them: sums and products wrap around. Stateless. */
non-sealed class ShortKernels extends ArrayKernels<short[]> {
    static final ShortKernels INSTANCE = new ShortKernels();

    ShortKernels() {
        super(short[].class, Short.BYTES);
    }

    @Override
    short[] allocate(int count) {
        return new short[count];
    }

    @Override
    void combine(Operator operator, short[] x, short[] y, int from, int to) {
        switch (operator) {
            case MAX -> {
                for (int i = from; i < to; i++) {
                    y[i] = (short) Math.max(x[i], y[i]);
                }
            }
            case MIN -> {
                for (int i = from; i < to; i++) {
                    y[i] = (short) Math.min(x[i], y[i]);
                }
            }
            case SUM -> {
                for (int i = from; i < to; i++) {
                    y[i] = (short) (x[i] + y[i]);
                }
            }
            case PROD -> {
                for (int i = from; i < to; i++) {
                    y[i] = (short) (x[i] * y[i]);
                }
            }
            case LAND -> {
                for (int i = from; i < to; i++) {
                    y[i] = x[i] != 0 && y[i] != 0 ? (short) 1 : 0;
                }
            }
            case LOR -> {
                for (int i = from; i < to; i++) {
                    y[i] = (x[i] | y[i]) != 0 ? (short) 1 : 0;
                }
            }
            case LXOR -> {
                for (int i = from; i < to; i++) {
                    y[i] = (x[i] == 0) != (y[i] == 0) ? (short) 1 : 0;
                }
            }
            case BAND -> {
                for (int i = from; i < to; i++) {
                    y[i] = (short) (x[i] & y[i]);
                }
            }
            case BOR -> {
                for (int i = from; i < to; i++) {
                    y[i] = (short) (x[i] | y[i]);
                }
            }
            case BXOR -> {
                for (int i = from; i < to; i++) {
                    y[i] = (short) (x[i] ^ y[i]);
                }
            }
            case MAXLOC, MINLOC, REPLACE, NO_OP -> throw new AssertionError(operator);
        }
    }
}
