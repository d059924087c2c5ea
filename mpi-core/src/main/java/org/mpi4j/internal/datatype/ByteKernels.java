package org.mpi4j.internal.datatype;

/** The operations on {@code byte} as Java's operators and {@code Math.max} and {@code Math.min} have them: sums and products wrap around. Stateless. */
non-sealed class ByteKernels extends ArrayKernels<byte[]> {
    static final ByteKernels INSTANCE = new ByteKernels();

    ByteKernels() {
        super(byte[].class, Byte.BYTES);
    }

    @Override
    byte[] allocate(int count) {
        return new byte[count];
    }

    @Override
    void combine(Operator operator, byte[] x, byte[] y, int from, int to) {
        switch (operator) {
            case MAX -> {
                for (int i = from; i < to; i++) {
                    y[i] = (byte) Math.max(x[i], y[i]);
                }
            }
            case MIN -> {
                for (int i = from; i < to; i++) {
                    y[i] = (byte) Math.min(x[i], y[i]);
                }
            }
            case SUM -> {
                for (int i = from; i < to; i++) {
                    y[i] = (byte) (x[i] + y[i]);
                }
            }
            case PROD -> {
                for (int i = from; i < to; i++) {
                    y[i] = (byte) (x[i] * y[i]);
                }
            }
            case LAND -> {
                for (int i = from; i < to; i++) {
                    y[i] = x[i] != 0 && y[i] != 0 ? (byte) 1 : 0;
                }
            }
            case LOR -> {
                for (int i = from; i < to; i++) {
                    y[i] = (x[i] | y[i]) != 0 ? (byte) 1 : 0;
                }
            }
            case LXOR -> {
                for (int i = from; i < to; i++) {
                    y[i] = (x[i] == 0) != (y[i] == 0) ? (byte) 1 : 0;
                }
            }
            case BAND -> {
                for (int i = from; i < to; i++) {
                    y[i] = (byte) (x[i] & y[i]);
                }
            }
            case BOR -> {
                for (int i = from; i < to; i++) {
                    y[i] = (byte) (x[i] | y[i]);
                }
            }
            case BXOR -> {
                for (int i = from; i < to; i++) {
                    y[i] = (byte) (x[i] ^ y[i]);
                }
            }
            case MAXLOC, MINLOC, REPLACE, NO_OP -> throw new AssertionError(operator);
        }
    }
}
