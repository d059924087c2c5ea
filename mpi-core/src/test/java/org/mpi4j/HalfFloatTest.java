package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Floating-point numbers of 16 bits in reductions: IEEE 754's binary16, and bfloat16. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HalfFloatTest {
    private static short half(float value) {
        return Float.floatToFloat16(value);
    }

    private static short bfloat(float value) {
        return (short) (Float.floatToRawIntBits(value) >>> 16);
    }

    private static short reduce(Op op, Datatype type, short in, short inout) {
        short[] result = {inout};
        op.reduceLocal(Buf.of(new short[] {in}, type), Buf.of(result, type));
        return result[0];
    }

    @Test
    void binary16IsCombinedAsFloatsAndRounded() {
        assertEquals(half(3.75f), reduce(Op.SUM, Datatype.FLOAT16, half(1.5f), half(2.25f)));
        assertEquals(half(-3f), reduce(Op.PROD, Datatype.FLOAT16, half(1.5f), half(-2f)));
        assertEquals(half(2.25f), reduce(Op.MAX, Datatype.FLOAT16, half(-5f), half(2.25f)));
        assertEquals(half(-5f), reduce(Op.MIN, Datatype.FLOAT16, half(-5f), half(2.25f)));
        assertEquals(half(2048f), reduce(Op.SUM, Datatype.FLOAT16, half(2048f), half(1f))); // a tie goes to the even
        assertEquals(half(2052f), reduce(Op.SUM, Datatype.FLOAT16, half(2050f), half(1f)));
        assertEquals(half(Float.POSITIVE_INFINITY), reduce(Op.SUM, Datatype.FLOAT16, half(65_504f), half(65_504f)));
        assertTrue(Float.isNaN(Float.float16ToFloat(reduce(Op.MAX, Datatype.FLOAT16, half(Float.NaN), half(1f)))));
    }

    @Test
    void bfloat16IsCombinedAsFloatsAndRounded() {
        assertEquals(bfloat(3.75f), reduce(Op.SUM, Datatype.BFLOAT16, bfloat(1.5f), bfloat(2.25f)));
        assertEquals(bfloat(1e38f), reduce(Op.MAX, Datatype.BFLOAT16, bfloat(1e38f), bfloat(-1f)));
        assertEquals(bfloat(256f), reduce(Op.SUM, Datatype.BFLOAT16, bfloat(256f), bfloat(1f))); // a tie goes to the even
        assertEquals(bfloat(260f), reduce(Op.SUM, Datatype.BFLOAT16, bfloat(258f), bfloat(1f)));
        assertEquals(bfloat(Float.POSITIVE_INFINITY), reduce(Op.PROD, Datatype.BFLOAT16, bfloat(1e38f), bfloat(1e38f)));
        short nan = reduce(Op.SUM, Datatype.BFLOAT16, (short) 0x7fff, bfloat(1f));
        assertTrue(Float.isNaN(Float.intBitsToFloat(nan << 16)));
    }

    @Test
    void functionsSeeFloats() {
        short[] inout = {half(8f)};
        Op.of((Float a, Float b) -> b / a, false).reduceLocal(Buf.of(new short[] {half(2f)}, Datatype.FLOAT16), Buf.of(inout, Datatype.FLOAT16));
        assertEquals(half(4f), inout[0]);
    }

    @Test
    void theyHaveNoBits() {
        Buf one = Buf.of(new short[1], Datatype.BFLOAT16);
        Errors.expect(ErrorClass.OP, "op=BAND does not take type=BFLOAT16", () -> Op.BAND.reduceLocal(one, one));
        Errors.expect(ErrorClass.OP, "op=LOR does not take type=BFLOAT16", () -> Op.LOR.reduceLocal(one, one));
    }

    @Everywhere
    void allreduceSumsLongArrays(Ranks ranks) {
        ranks.runWorld(comm -> {
            for (Datatype type : new Datatype[] {Datatype.FLOAT16, Datatype.BFLOAT16}) {
                int count = 5000;
                short[] data = new short[count];
                short[] expected = new short[count];
                for (int i = 0; i < count; i++) {
                    float value = i % 4 + comm.rank();
                    float sum = comm.size() * (i % 4) + comm.size() * (comm.size() - 1) / 2;
                    data[i] = type == Datatype.FLOAT16 ? half(value) : bfloat(value);
                    expected[i] = type == Datatype.FLOAT16 ? half(sum) : bfloat(sum);
                }
                comm.allreduce(Buf.of(data, type), Op.SUM);
                assertArrayEquals(expected, data);
            }
        });
    }
}
