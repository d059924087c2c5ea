package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MPI 5.0, section 6.9.2: unsigned integers, which Java keeps in the signed ones. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnsignedTest {
    private static byte[] bytes(Op op) {
        byte[] inout = {1, (byte) 200, (byte) 255};
        op.reduceLocal(Buf.of(new byte[] {(byte) 255, 100, 2}, Datatype.UINT8_T), Buf.of(inout, Datatype.UINT8_T));
        return inout;
    }

    @Test
    void theGreaterIsByUnsignedOrder() {
        assertArrayEquals(new byte[] {(byte) 255, (byte) 200, (byte) 255}, bytes(Op.MAX));
        assertArrayEquals(new byte[] {1, 100, 2}, bytes(Op.MIN));
        short[] shorts = {1, (short) 40_000};
        Op.MAX.reduceLocal(Buf.of(new short[] {(short) 65_535, 30_000}, Datatype.UINT16_T), Buf.of(shorts, Datatype.UINT16_T));
        assertArrayEquals(new short[] {-1, (short) 40_000}, shorts);
        int[] ints = {1, (int) 3_000_000_000L};
        Op.MAX.reduceLocal(Buf.of(new int[] {-1, 5}, Datatype.UINT32_T), Buf.of(ints, Datatype.UINT32_T));
        assertArrayEquals(new int[] {-1, (int) 3_000_000_000L}, ints);
        long[] longs = {1, Long.MIN_VALUE};
        Op.MIN.reduceLocal(Buf.of(new long[] {-1, Long.MAX_VALUE}, Datatype.UINT64_T), Buf.of(longs, Datatype.UINT64_T));
        assertArrayEquals(new long[] {1, Long.MAX_VALUE}, longs);
    }

    @Test
    void theSignedTypesOfTheSameMemoryDiffer() {
        byte[] inout = {1};
        Op.MAX.reduceLocal(Buf.of(new byte[] {(byte) 255}), Buf.of(inout));
        assertEquals(1, inout[0]);
    }

    @Test
    void sumsAndProductsWrapAround() {
        assertArrayEquals(new byte[] {0, 44, 1}, bytes(Op.SUM));
        assertArrayEquals(new byte[] {(byte) 255, (byte) 20_000, (byte) 510}, bytes(Op.PROD));
    }

    @Test
    void bitsAndTruthValuesAreThoseOfTheSignedTypes() {
        assertArrayEquals(new byte[] {1, 64, 2}, bytes(Op.BAND));
        assertArrayEquals(new byte[] {(byte) 254, (byte) 172, (byte) 253}, bytes(Op.BXOR));
        assertArrayEquals(new byte[] {1, 1, 1}, bytes(Op.LAND));
    }

    @Test
    void functionsSeeTheSignedBoxOfTheSameBits() {
        int[] inout = {-1};
        Op.of((Integer a, Integer b) -> Integer.divideUnsigned(b, a), false).reduceLocal(Buf.of(new int[] {2}, Datatype.UINT32_T), Buf.of(inout, Datatype.UINT32_T));
        assertEquals(Integer.MAX_VALUE, inout[0]);
    }

    @Everywhere
    void allreduceFindsTheGreatestOfAllRanks(Ranks ranks) {
        ranks.runWorld(comm -> {
            int[] data = {comm.rank() == 0 ? -1 : comm.rank(), comm.rank()};
            comm.allreduce(Buf.of(data, Datatype.UINT32_T), Op.MAX);
            assertArrayEquals(new int[] {-1, comm.size() - 1}, data);
        });
    }
}
