package org.mpi4j.internal.datatype;

/**
 * The operations on floating-point numbers of 16 bits, kept in {@code short}: both are widened to {@code float}, combined there, and rounded
 * to the nearest once, which for a sum or product of two gives the correctly rounded result. Stateless.
 */
abstract sealed class HalfFloatKernels extends ArrayKernels<short[]> {
    static final HalfFloatKernels FLOAT16 = new Float16();
    static final HalfFloatKernels BFLOAT16 = new Bfloat16();

    private static final int TILE = 512;

    private HalfFloatKernels() {
        super(short[].class, Short.BYTES);
    }

    /** {@code to[i] = from[at + i]}. */
    abstract void widen(short[] from, int at, float[] to, int count);

    /** {@code to[at + i] = from[i]}. */
    abstract void narrow(float[] from, short[] to, int at, int count);

    @Override
    final short[] allocate(int count) {
        return new short[count];
    }

    @Override
    final void combine(Operator operator, short[] x, short[] y, int from, int to) {
        float[] a = new float[Math.min(TILE, to - from)];
        float[] b = new float[a.length];
        for (int at = from; at < to; at += TILE) {
            int turn = Math.min(TILE, to - at);
            widen(x, at, a, turn);
            widen(y, at, b, turn);
            FloatKernels.INSTANCE.combine(operator, a, b, 0, turn);
            narrow(b, y, at, turn);
        }
    }

    static float bfloat16ToFloat(short value) {
        return Float.intBitsToFloat(value << 16);
    }

    /** The nearest; of two that are as near the one with an even last bit. */
    static short floatToBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int rounded = bits + 0x7fff + (bits >>> 16 & 1);
        return (short) ((Float.isNaN(value) ? bits | 0x400000 : rounded) >>> 16);
    }

    /** IEEE 754's binary16. */
    private static final class Float16 extends HalfFloatKernels {
        @Override
        void widen(short[] from, int at, float[] to, int count) {
            for (int i = 0; i < count; i++) {
                to[i] = Float.float16ToFloat(from[at + i]);
            }
        }

        @Override
        void narrow(float[] from, short[] to, int at, int count) {
            for (int i = 0; i < count; i++) {
                to[at + i] = Float.floatToFloat16(from[i]);
            }
        }
    }

    /** The upper half of a {@code float}. */
    private static final class Bfloat16 extends HalfFloatKernels {
        @Override
        void widen(short[] from, int at, float[] to, int count) {
            for (int i = 0; i < count; i++) {
                to[i] = bfloat16ToFloat(from[at + i]);
            }
        }

        @Override
        void narrow(float[] from, short[] to, int at, int count) {
            for (int i = 0; i < count; i++) {
                to[at + i] = floatToBfloat16(from[i]);
            }
        }
    }
}
