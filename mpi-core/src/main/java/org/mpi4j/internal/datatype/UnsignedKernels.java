package org.mpi4j.internal.datatype;

/** The operations on unsigned integers in arrays of the signed ones with the same bits: they differ in {@code MAX} and {@code MIN} only. Stateless. */
final class UnsignedKernels {
    static final ArrayKernels<byte[]> BYTES = new Bytes();
    static final ArrayKernels<short[]> SHORTS = new Shorts();
    static final ArrayKernels<int[]> INTS = new Ints();
    static final ArrayKernels<long[]> LONGS = new Longs();

    private UnsignedKernels() {}

    private static final class Bytes extends ByteKernels {
        @Override
        void combine(Operator operator, byte[] x, byte[] y, int from, int to) {
            if (operator == Operator.MAX) {
                for (int i = from; i < to; i++) {
                    y[i] = (byte) Math.max(x[i] & 0xff, y[i] & 0xff);
                }
            } else if (operator == Operator.MIN) {
                for (int i = from; i < to; i++) {
                    y[i] = (byte) Math.min(x[i] & 0xff, y[i] & 0xff);
                }
            } else {
                super.combine(operator, x, y, from, to);
            }
        }
    }

    private static final class Shorts extends ShortKernels {
        @Override
        void combine(Operator operator, short[] x, short[] y, int from, int to) {
            if (operator == Operator.MAX) {
                for (int i = from; i < to; i++) {
                    y[i] = (short) Math.max(x[i] & 0xffff, y[i] & 0xffff);
                }
            } else if (operator == Operator.MIN) {
                for (int i = from; i < to; i++) {
                    y[i] = (short) Math.min(x[i] & 0xffff, y[i] & 0xffff);
                }
            } else {
                super.combine(operator, x, y, from, to);
            }
        }
    }

    private static final class Ints extends IntKernels {
        @Override
        void combine(Operator operator, int[] x, int[] y, int from, int to) {
            if (operator == Operator.MAX) {
                for (int i = from; i < to; i++) {
                    y[i] = Math.max(x[i] ^ Integer.MIN_VALUE, y[i] ^ Integer.MIN_VALUE) ^ Integer.MIN_VALUE;
                }
            } else if (operator == Operator.MIN) {
                for (int i = from; i < to; i++) {
                    y[i] = Math.min(x[i] ^ Integer.MIN_VALUE, y[i] ^ Integer.MIN_VALUE) ^ Integer.MIN_VALUE;
                }
            } else {
                super.combine(operator, x, y, from, to);
            }
        }
    }

    private static final class Longs extends LongKernels {
        @Override
        void combine(Operator operator, long[] x, long[] y, int from, int to) {
            if (operator == Operator.MAX) {
                for (int i = from; i < to; i++) {
                    y[i] = Math.max(x[i] ^ Long.MIN_VALUE, y[i] ^ Long.MIN_VALUE) ^ Long.MIN_VALUE;
                }
            } else if (operator == Operator.MIN) {
                for (int i = from; i < to; i++) {
                    y[i] = Math.min(x[i] ^ Long.MIN_VALUE, y[i] ^ Long.MIN_VALUE) ^ Long.MIN_VALUE;
                }
            } else {
                super.combine(operator, x, y, from, to);
            }
        }
    }
}
