package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.internal.datatype.TypeMap;

/** Chapter 5 of the standard, read aloud: the worked examples, with CHAR of one byte as {@code Datatype.BYTE}. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DatatypeTest {
    /** Example 5.1: {(double, 0), (char, 8)}. */
    private static final Datatype DOUBLE_CHAR = Datatype.struct(new long[] {1, 1}, new long[] {0, 8}, Datatype.DOUBLE, Datatype.BYTE);

    private static void assertLayout(Datatype type, long size, long lowerBound, long extent, long trueLowerBound, long trueExtent) {
        assertEquals(
                List.of(size, lowerBound, extent, trueLowerBound, trueExtent),
                List.of(type.size(), type.lowerBound(), type.extent(), type.trueLowerBound(), type.trueExtent()),
                type::name);
    }

    /** The places in memory of the type's first bytes, in the order in which they travel, found by packing memory of which each byte is its own index. */
    private static int[] places(Datatype type, long count, int base) {
        byte[] memory = new byte[256];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = (byte) i;
        }
        byte[] packed = new byte[(int) (type.size() * count)];
        TypeMap.of(type).pack(MemorySegment.ofArray(memory), base, 0, MemorySegment.ofArray(packed), 0, packed.length);
        int[] places = new int[packed.length];
        for (int i = 0; i < packed.length; i++) {
            places[i] = (packed[i] & 0xff) - base;
        }
        return places;
    }

    @Test
    void predefinedTypesHaveJavasSizes() {
        assertLayout(Datatype.BYTE, 1, 0, 1, 0, 1);
        assertLayout(Datatype.BOOLEAN, 1, 0, 1, 0, 1);
        assertLayout(Datatype.CHAR, 2, 0, 2, 0, 2);
        assertLayout(Datatype.SHORT, 2, 0, 2, 0, 2);
        assertLayout(Datatype.INT, 4, 0, 4, 0, 4);
        assertLayout(Datatype.LONG, 8, 0, 8, 0, 8);
        assertLayout(Datatype.FLOAT, 4, 0, 4, 0, 4);
        assertLayout(Datatype.DOUBLE, 8, 0, 8, 0, 8);
    }

    @Test
    void otherNumbersHaveTheSizeOfTheirName() {
        assertLayout(Datatype.UINT8_T, 1, 0, 1, 0, 1);
        assertLayout(Datatype.UINT16_T, 2, 0, 2, 0, 2);
        assertLayout(Datatype.UINT32_T, 4, 0, 4, 0, 4);
        assertLayout(Datatype.UINT64_T, 8, 0, 8, 0, 8);
        assertLayout(Datatype.FLOAT16, 2, 0, 2, 0, 2);
        assertLayout(Datatype.BFLOAT16, 2, 0, 2, 0, 2);
        assertLayout(Datatype.FLOAT_COMPLEX, 8, 0, 8, 0, 8);
        assertLayout(Datatype.DOUBLE_COMPLEX, 16, 0, 16, 0, 16);
        assertLayout(Datatype.AINT, 8, 0, 8, 0, 8);
        assertLayout(Datatype.OFFSET, 8, 0, 8, 0, 8);
        assertLayout(Datatype.COUNT, 8, 0, 8, 0, 8);
        assertLayout(Datatype.PACKED, 1, 0, 1, 0, 1);
    }

    @Test
    void complexNumbersAreAlignedAsTheirParts() {
        assertLayout(Datatype.struct(new long[] {1, 1}, new long[] {0, 8}, Datatype.FLOAT_COMPLEX, Datatype.BYTE), 9, 0, 12, 0, 9);
        assertLayout(Datatype.struct(new long[] {1, 1}, new long[] {0, 16}, Datatype.DOUBLE_COMPLEX, Datatype.BYTE), 17, 0, 24, 0, 17);
    }

    @Test
    void pairsAreLaidOutAsCStructs() {
        assertLayout(Datatype.FLOAT_INT, 8, 0, 8, 0, 8);
        assertLayout(Datatype.DOUBLE_INT, 12, 0, 16, 0, 12);
        assertLayout(Datatype.LONG_INT, 12, 0, 16, 0, 12);
        assertLayout(Datatype.TWO_INT, 8, 0, 8, 0, 8);
        assertLayout(Datatype.SHORT_INT, 6, 0, 8, 0, 8);
        assertArrayEquals(new int[] {0, 1, 4, 5, 6, 7}, places(Datatype.SHORT_INT, 1, 0));
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, places(Datatype.DOUBLE_INT, 1, 0));
    }

    @Test
    void structOfDoubleAndCharIsRoundedUpToTheDouble() { // example 5.1
        assertLayout(DOUBLE_CHAR, 9, 0, 16, 0, 9);
    }

    @Test
    void contiguousUsesTheExtent() { // example 5.2: {(double,0),(char,8),(double,16),(char,24),(double,32),(char,40)}
        Datatype three = Datatype.contiguous(3, DOUBLE_CHAR);
        assertLayout(three, 27, 0, 48, 0, 41);
        int[] places = places(three, 1, 0);
        assertEquals(List.of(0, 8, 16, 24, 32, 40), List.of(places[0], places[8], places[9], places[17], places[18], places[26]));
    }

    @Test
    void vectorOfTwoBlocksOfThree() { // example 5.3: 2, 3, 4: displacements 0, 16, 32, 64, 80, 96
        Datatype vector = Datatype.vector(2, 3, 4, DOUBLE_CHAR);
        assertLayout(vector, 54, 0, 112, 0, 105);
        int[] places = places(vector, 1, 0);
        for (int i = 0; i < 6; i++) {
            assertEquals(new int[] {0, 16, 32, 64, 80, 96}[i], places[9 * i]);
            assertEquals(new int[] {8, 24, 40, 72, 88, 104}[i], places[9 * i + 8]);
        }
    }

    @Test
    void vectorTakesNegativeStrides() { // example 5.4: 3, 1, -2: displacements 0, -32, -64
        Datatype vector = Datatype.vector(3, 1, -2, DOUBLE_CHAR);
        assertLayout(vector, 27, -64, 80, -64, 73);
        int[] places = places(vector, 1, 64);
        assertEquals(List.of(0, 8, -32, -24, -64, -56), List.of(places[0], places[8], places[9], places[17], places[18], places[26]));
    }

    @Test
    void hvectorTakesItsStrideInBytes() {
        assertLayout(Datatype.hvector(3, 2, 10, Datatype.INT), 24, 0, 28, 0, 28);
        assertLayout(Datatype.hvector(2, 1, 6, Datatype.SHORT), 4, 0, 8, 0, 8);
        assertArrayEquals(new int[] {0, 1, 6, 7}, places(Datatype.hvector(2, 1, 6, Datatype.SHORT), 1, 0));
    }

    @Test
    void indexedPlacesBlocksOfDifferentLengths() { // example 5.5: lengths (3, 1), displacements (4, 0)
        Datatype indexed = Datatype.indexed(new long[] {3, 1}, new long[] {4, 0}, DOUBLE_CHAR);
        assertLayout(indexed, 36, 0, 112, 0, 105);
        int[] places = places(indexed, 1, 0);
        assertEquals(List.of(64, 80, 96, 0), List.of(places[0], places[9], places[18], places[27]));
        Datatype bytes = Datatype.hindexed(new long[] {3, 1}, new long[] {64, 0}, DOUBLE_CHAR);
        assertArrayEquals(places, places(bytes, 1, 0));
    }

    @Test
    void indexedBlockPlacesBlocksOfOneLength() {
        Datatype blocks = Datatype.indexedBlock(2, new long[] {5, 0, 9}, Datatype.SHORT);
        assertLayout(blocks, 12, 0, 22, 0, 22);
        assertArrayEquals(new int[] {10, 11, 12, 13, 0, 1, 2, 3, 18, 19, 20, 21}, places(blocks, 1, 0));
    }

    @Test
    void structPlacesBlocksOfDifferentTypes() { // example 5.6: lengths (2, 1, 3), displacements (0, 16, 26), types (float, type1, char)
        Datatype struct = Datatype.struct(new long[] {2, 1, 3}, new long[] {0, 16, 26}, Datatype.FLOAT, DOUBLE_CHAR, Datatype.BYTE);
        assertLayout(struct, 20, 0, 32, 0, 29);
        int[] places = places(struct, 1, 0);
        assertEquals(List.of(0, 4, 16, 24, 26, 27, 28), List.of(places[0], places[4], places[8], places[16], places[17], places[18], places[19]));
    }

    @Test
    void boundsThatAreSetCountAloneWhereverTheyAre() { // section 5.1.7: {(lb_marker, -3), (int, 0), (ub_marker, 6)}
        Datatype type1 = Datatype.resized(Datatype.INT, -3, 9);
        assertLayout(type1, 4, -3, 9, 0, 4);
        Datatype type2 = Datatype.contiguous(2, type1);
        assertLayout(type2, 8, -3, 18, 0, 13);
        Datatype withMore = Datatype.struct(new long[] {1, 1}, new long[] {0, 10}, type1, Datatype.INT);
        assertLayout(withMore, 8, -3, 9, 0, 14);
        assertLayout(Datatype.resized(withMore, 0, 16), 8, 0, 16, 0, 14);
    }

    @Test
    void resizedElementsInterleave() {
        Datatype column = Datatype.resized(Datatype.vector(3, 1, 4, Datatype.BYTE), 0, 1);
        assertLayout(column, 3, 0, 1, 0, 9);
        assertArrayEquals(new int[] {0, 4, 8, 1, 5, 9}, places(column, 2, 0));
    }

    @Test
    void blocksOfLengthZeroAddNothing() {
        assertLayout(Datatype.contiguous(0, Datatype.INT), 0, 0, 0, 0, 0);
        assertLayout(Datatype.vector(0, 3, 4, Datatype.INT), 0, 0, 0, 0, 0);
        assertLayout(Datatype.vector(3, 0, 4, Datatype.INT), 0, 0, 0, 0, 0);
        assertLayout(Datatype.indexed(new long[] {0, 2}, new long[] {-9, 1}, Datatype.INT), 8, 4, 8, 4, 8);
        assertLayout(Datatype.resized(Datatype.contiguous(0, Datatype.INT), 0, 100), 0, 0, 100, 0, 0);
        assertLayout(Datatype.struct(new long[0], new long[0]), 0, 0, 0, 0, 0);
    }

    @Test
    void onlyPlainBytesAreContiguous() {
        assertTrue(TypeMap.INT.isContiguous());
        assertTrue(TypeMap.of(Datatype.vector(3, 2, 2, Datatype.INT)).isContiguous());
        assertTrue(TypeMap.of(Datatype.struct(new long[] {1, 2}, new long[] {0, 4}, Datatype.INT, Datatype.SHORT)).isContiguous());
        assertFalse(TypeMap.DOUBLE_INT.isContiguous());
        assertFalse(TypeMap.of(Datatype.vector(2, 1, 2, Datatype.INT)).isContiguous());
        assertFalse(TypeMap.of(Datatype.indexed(new long[] {1, 1}, new long[] {1, 0}, Datatype.INT)).isContiguous());
        assertFalse(TypeMap.of(Datatype.hindexed(new long[] {1}, new long[] {4}, Datatype.INT)).isContiguous());
        assertFalse(TypeMap.of(Datatype.resized(Datatype.INT, 0, 8)).isContiguous());
        assertFalse(TypeMap.of(Datatype.resized(Datatype.INT, -4, 4)).isContiguous());
    }

    @Test
    void countsAboveTwoToTheThirtyOneAreExact() {
        long many = 3L << 32;
        assertLayout(Datatype.contiguous(many, Datatype.DOUBLE), 8 * many, 0, 8 * many, 0, 8 * many);
        assertLayout(Datatype.vector(many, 1, 3, Datatype.INT), 4 * many, 0, 12 * (many - 1) + 4, 0, 12 * (many - 1) + 4);
        assertEquals(12 * many, TypeMap.DOUBLE_INT.packedBytes(many));
        assertTrue(TypeMap.DOUBLE_INT.spansWithin(16 * many - 4, 0, many));
        assertFalse(TypeMap.DOUBLE_INT.spansWithin(16 * many - 5, 0, many));
        assertFalse(TypeMap.DOUBLE.spansWithin(Long.MAX_VALUE, 0, Long.MAX_VALUE));
    }

    private static void assertFails(ErrorClass errorClass, String inMessage, Supplier<?> call) {
        MpiException e = assertThrows(MpiException.class, call::get);
        assertEquals(errorClass, e.errorClass(), e.getMessage());
        assertTrue(e.getMessage().contains(inMessage), e.getMessage());
    }

    @Test
    void wrongArgumentsAreNamedWithTheirValues() {
        assertFails(ErrorClass.COUNT, "count=-1", () -> Datatype.contiguous(-1, Datatype.INT));
        assertFails(ErrorClass.COUNT, "blockLength=-2", () -> Datatype.vector(1, -2, 3, Datatype.INT));
        assertFails(ErrorClass.COUNT, "count=-3", () -> Datatype.hvector(-3, 1, 3, Datatype.INT));
        assertFails(ErrorClass.COUNT, "blockLengths[1]=-4", () -> Datatype.indexed(new long[] {1, -4}, new long[2], Datatype.INT));
        assertFails(ErrorClass.COUNT, "blockLengths[0]=-5", () -> Datatype.struct(new long[] {-5}, new long[1], Datatype.INT));
        assertFails(ErrorClass.COUNT, "blockLength=-6", () -> Datatype.indexedBlock(-6, new long[1], Datatype.INT));
        assertFails(ErrorClass.ARG, "displs.length=3", () -> Datatype.indexed(new long[2], new long[3], Datatype.INT));
        assertFails(ErrorClass.ARG, "displsBytes.length=1", () -> Datatype.hindexed(new long[2], new long[1], Datatype.INT));
        assertFails(ErrorClass.ARG, "types.length=1", () -> Datatype.struct(new long[2], new long[2], Datatype.INT));
    }

    @Test
    void whatDoesNotFitIntoSixtyFourBitsIsRefused() {
        assertFails(ErrorClass.ARG, "bits=64", () -> Datatype.contiguous(Long.MAX_VALUE / 2, Datatype.INT));
        assertFails(ErrorClass.ARG, "bits=64", () -> Datatype.vector(2, 1, Long.MAX_VALUE / 2, Datatype.INT));
        assertFails(ErrorClass.ARG, "bits=64", () -> Datatype.hindexed(new long[] {1, 1}, new long[] {Long.MIN_VALUE, 0}, Datatype.INT));
        assertFails(ErrorClass.ARG, "bits=64", () -> Datatype.hindexed(new long[] {1}, new long[] {Long.MAX_VALUE}, Datatype.INT));
        assertFails(ErrorClass.ARG, "bits=64", () -> Datatype.resized(Datatype.INT, 1, Long.MAX_VALUE));
        assertFails(ErrorClass.COUNT, "bits=64", () -> TypeMap.INT.packedBytes(Long.MAX_VALUE / 2));
    }
}
