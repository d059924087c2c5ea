package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MPI 5.0, sections 5.3 and 14.5.2: the portable form, byte for byte. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class External32Test {
    private static void assertBytes(String hex, Buf buf) {
        byte[] packed = new byte[(int) buf.type().packExternalSize(buf.count())];
        assertEquals(packed.length, buf.packExternal(MemorySegment.ofArray(packed), 0));
        assertEquals(hex.replace(" ", ""), HexFormat.of().formatHex(packed));
    }

    @Test
    void numbersAreBigEndian() {
        assertBytes("01 ff", Buf.of(new byte[] {1, -1}));
        assertBytes("0102 fffe", Buf.of(new short[] {0x102, -2}));
        assertBytes("0041 20ac", Buf.of(new char[] {'A', '€'}));
        assertBytes("01020304 ffffffff", Buf.of(new int[] {0x01020304, -1}));
        assertBytes("0102030405060708", Buf.of(new long[] {0x0102030405060708L}));
        assertBytes("3f800000 c0200000", Buf.of(new float[] {1f, -2.5f}));
        assertBytes("3ff0000000000000 c004000000000000", Buf.of(new double[] {1, -2.5}));
        assertBytes("01 00", Buf.of(new boolean[] {true, false}));
        assertBytes("fffffffe", Buf.of(new int[] {-2}, Datatype.UINT32_T));
        assertBytes("3c00", Buf.of(new short[] {Float.floatToFloat16(1f)}, Datatype.FLOAT16));
        assertBytes("0102030405060708", Buf.of(new long[] {0x0102030405060708L}, Datatype.AINT));
        assertBytes("0304", Buf.of(new byte[] {3, 4}, Datatype.PACKED));
    }

    @Test
    void bothPartsOfAComplexNumberAreTurnedRound() {
        assertBytes("3f800000 c0000000", Buf.of(new float[] {1, -2}, Datatype.FLOAT_COMPLEX));
        assertBytes("3ff0000000000000 c000000000000000", Buf.of(new double[] {1, -2}, Datatype.DOUBLE_COMPLEX));
    }

    @Test
    void pairsAndStructsHaveNoGaps() {
        MemorySegment memory = MemorySegment.ofArray(new byte[32]);
        memory.set(java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED, 0, 1.0);
        memory.set(java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED, 8, 7);
        memory.set(java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED, 16, -2.5);
        memory.set(java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED, 24, 8);
        assertBytes("3ff0000000000000 00000007 c004000000000000 00000008", Buf.of(memory, 2, Datatype.DOUBLE_INT));
        Datatype struct = Datatype.struct(new long[] {1, 1}, new long[] {8, 0}, Datatype.INT, Datatype.DOUBLE);
        assertBytes("00000007 3ff0000000000000", Buf.of(memory, 1, struct));
    }

    @Test
    void severalFollowEachOtherAndComeBack() {
        MemorySegment packed = MemorySegment.ofArray(new byte[100]);
        Datatype everyOther = Datatype.vector(3, 1, 2, Datatype.SHORT);
        long position = Buf.of(new int[] {5, 6}).packExternal(packed, 1);
        position = Buf.of(new short[] {1, 2, 3, 4, 5}, everyOther).packExternal(packed, position);
        assertEquals(15, position);
        int[] ints = new int[2];
        short[] shorts = new short[5];
        boolean[] none = new boolean[0];
        long at = Buf.of(ints).unpackExternal(packed, 1);
        assertEquals(15, Buf.of(shorts, everyOther).unpackExternal(packed, at));
        assertEquals(15, Buf.of(none).unpackExternal(packed, 15));
        assertArrayEquals(new int[] {5, 6}, ints);
        assertArrayEquals(new short[] {1, 0, 3, 0, 5}, shorts);
    }

    @Test
    void longMessagesOfMixedTypesComeBack() {
        Datatype mixed = Datatype.struct(
                new long[] {1, 1, 3, 1}, new long[] {0, 8, 12, 24}, Datatype.DOUBLE, Datatype.BYTE, Datatype.SHORT, Datatype.contiguous(2, Datatype.INT));
        int count = 3000;
        byte[] memory = new byte[(int) mixed.extent() * count];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = (byte) (i * 31);
        }
        MemorySegment packed = MemorySegment.ofArray(new byte[(int) mixed.packExternalSize(count)]);
        Buf.of(memory, mixed).packExternal(packed, 0);
        byte[] plain = new byte[(int) packed.byteSize()];
        Buf.of(memory, mixed).pack(MemorySegment.ofArray(plain), 0);
        byte[] turned = packed.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        int[] widths = {8, 1, 2, 2, 2, 4, 4};
        int at = 0;
        for (int i = 0; i < count; i++) {
            for (int width : widths) {
                for (int b = 0; b < width; b++) {
                    assertEquals(plain[at + b], turned[at + width - 1 - b]);
                }
                at += width;
            }
        }
        byte[] back = new byte[memory.length];
        Buf.of(back, mixed).unpackExternal(packed, 0);
        byte[] again = new byte[plain.length];
        Buf.of(back, mixed).pack(MemorySegment.ofArray(again), 0);
        assertArrayEquals(plain, again);
        assertEquals(0, Arrays.copyOfRange(back, 9, 12)[0]);
    }

    @Test
    void booleansComeBack() {
        boolean[] flags = {false, false};
        Buf.of(flags).unpackExternal(MemorySegment.ofArray(new byte[] {1, 0}), 0);
        assertArrayEquals(new boolean[] {true, false}, flags);
    }

    @Test
    void misuseIsNamed() {
        Buf three = Buf.of(new int[3]);
        MemorySegment room = MemorySegment.ofArray(new byte[20]);
        Errors.expect(ErrorClass.ARG, "buf.packExternal: outside the memory: position=-1", () -> three.packExternal(room, -1));
        Errors.expect(ErrorClass.COUNT, "bytes=12 position=9", () -> three.unpackExternal(room, 9));
        Errors.expect(ErrorClass.BUFFER, "buf.packExternal", () -> three.packExternal(room.asReadOnly(), 0));
        Errors.expect(ErrorClass.BUFFER, "buf.unpackExternal", () -> Buf.of(room.asReadOnly(), Datatype.INT).unpackExternal(room, 0));
        Errors.expect(ErrorClass.BUFFER, "IN_PLACE", () -> Buf.IN_PLACE.packExternal(room, 0));
        Errors.expect(ErrorClass.COUNT, "count=-1", () -> Datatype.INT.packExternalSize(-1));
    }
}
