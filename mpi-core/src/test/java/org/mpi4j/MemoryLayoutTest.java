package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Datatypes of Java's descriptions of memory, and the way back. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MemoryLayoutTest {
    private static final ByteOrder OTHER = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;

    private static void assertBounds(long size, long extent, Datatype type) {
        assertEquals(List.of(size, 0L, extent), List.of(type.size(), type.lowerBound(), type.extent()), type::name);
    }

    @Test
    void valuesAreThePredefinedTypes() {
        assertSame(Datatype.BYTE, Datatype.of(ValueLayout.JAVA_BYTE));
        assertSame(Datatype.BOOLEAN, Datatype.of(ValueLayout.JAVA_BOOLEAN));
        assertSame(Datatype.CHAR, Datatype.of(ValueLayout.JAVA_CHAR));
        assertSame(Datatype.SHORT, Datatype.of(ValueLayout.JAVA_SHORT_UNALIGNED));
        assertSame(Datatype.INT, Datatype.of(ValueLayout.JAVA_INT.withName("n")));
        assertSame(Datatype.LONG, Datatype.of(ValueLayout.JAVA_LONG));
        assertSame(Datatype.FLOAT, Datatype.of(ValueLayout.JAVA_FLOAT));
        assertSame(Datatype.DOUBLE, Datatype.of(ValueLayout.JAVA_DOUBLE));
        assertSame(Datatype.BYTE, Datatype.of(ValueLayout.JAVA_BYTE.withOrder(OTHER)));
    }

    @Test
    void structsAndSequencesHaveTheBoundsOfTheirLayout() {
        MemoryLayout struct = MemoryLayout.structLayout(
                ValueLayout.JAVA_INT, MemoryLayout.paddingLayout(4), ValueLayout.JAVA_DOUBLE, ValueLayout.JAVA_BYTE, MemoryLayout.paddingLayout(7));
        assertBounds(13, 24, Datatype.of(struct));
        assertBounds(39, 72, Datatype.of(MemoryLayout.sequenceLayout(3, struct)));
        assertBounds(12, 12, Datatype.of(MemoryLayout.structLayout(ValueLayout.JAVA_DOUBLE, ValueLayout.JAVA_INT)));
        assertBounds(4, 8, Datatype.of(MemoryLayout.structLayout(MemoryLayout.paddingLayout(4), ValueLayout.JAVA_INT)));
        assertBounds(0, 16, Datatype.of(MemoryLayout.paddingLayout(16)));
        assertBounds(0, 0, Datatype.of(MemoryLayout.structLayout()));
        assertBounds(0, 0, Datatype.of(MemoryLayout.sequenceLayout(0, ValueLayout.JAVA_INT)));
    }

    @Test
    void paddingDoesNotTravel() {
        Datatype type = Datatype.of(MemoryLayout.sequenceLayout(2, MemoryLayout.structLayout(ValueLayout.JAVA_INT, MemoryLayout.paddingLayout(4))));
        assertArrayEquals(new int[] {0, 2, 4, 6}, Places.ofInts(type, 2, 8));
    }

    @Test
    void whatCannotBeSentIsNamed() {
        Errors.expect(ErrorClass.TYPE, "order=" + OTHER, () -> Datatype.of(ValueLayout.JAVA_INT.withOrder(OTHER)));
        Errors.expect(ErrorClass.TYPE, "order=" + OTHER, () -> Datatype.of(MemoryLayout.structLayout(ValueLayout.JAVA_INT.withOrder(OTHER))));
        Errors.expect(ErrorClass.TYPE, "an address means nothing", () -> Datatype.of(ValueLayout.ADDRESS));
        Errors.expect(ErrorClass.TYPE, "a union's members", () -> Datatype.of(MemoryLayout.unionLayout(ValueLayout.JAVA_INT, ValueLayout.JAVA_FLOAT)));
    }

    /** The type of a type's layout packs the same bytes. */
    private static void assertPacksAlike(Datatype type) {
        MemoryLayout layout = type.layout();
        assertEquals(type.extent(), layout.byteSize());
        Datatype back = Datatype.of(layout);
        assertEquals(type.extent(), back.extent());
        byte[] memory = new byte[(int) type.extent() * 2];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = (byte) i;
        }
        byte[] expected = new byte[(int) type.size() * 2];
        byte[] got = new byte[(int) back.size() * 2];
        Buf.of(memory, 0, 2, type).pack(MemorySegment.ofArray(expected), 0);
        Buf.of(memory, 0, 2, back).pack(MemorySegment.ofArray(got), 0);
        assertArrayEquals(expected, got, layout::toString);
    }

    @Test
    void derivedTypesAreDescribedAsStructsAndSequences() {
        Datatype particle = Datatype.struct(new long[] {3, 1}, new long[] {0, 24}, Datatype.DOUBLE, Datatype.INT);
        assertPacksAlike(particle);
        assertPacksAlike(Datatype.contiguous(3, particle));
        assertPacksAlike(Datatype.vector(4, 2, 5, Datatype.SHORT));
        assertPacksAlike(Datatype.vector(1, 2, -5, Datatype.SHORT));
        assertPacksAlike(Datatype.hvector(3, 1, 9, Datatype.INT));
        assertPacksAlike(Datatype.indexed(new long[] {2, 0, 1}, new long[] {0, 2, 9}, Datatype.INT));
        assertPacksAlike(Datatype.resized(Datatype.hindexed(new long[] {2, 1}, new long[] {4, 40}, Datatype.INT), 0, 44));
        assertPacksAlike(Datatype.indexedBlock(2, new long[] {0, 9}, Datatype.INT));
        assertPacksAlike(Datatype.hindexedBlock(2, new long[] {0, 90}, Datatype.INT));
        assertPacksAlike(Datatype.subarray(new long[] {4, 5}, new long[] {2, 3}, new long[] {1, 2}, Datatype.Order.C, Datatype.INT));
        assertPacksAlike(Datatype.subarray(new long[] {4, 5}, new long[] {2, 3}, new long[] {1, 2}, Datatype.Order.FORTRAN, Datatype.INT));
        assertPacksAlike(Datatype.resized(Datatype.DOUBLE, 0, 24));
        assertPacksAlike(Datatype.resized(Datatype.struct(new long[] {1, 1}, new long[] {0, 8}, Datatype.DOUBLE, Datatype.INT), 0, 12));
        assertPacksAlike(Datatype.dup(particle).named("particle"));
        assertPacksAlike(Datatype.contiguous(2, Datatype.DOUBLE_INT));
        assertPacksAlike(Datatype.contiguous(2, Datatype.SHORT_INT));
        assertPacksAlike(Datatype.DOUBLE_COMPLEX);
        assertPacksAlike(Datatype.contiguous(0, Datatype.INT));
    }

    @Test
    void predefinedTypesAreValues() {
        assertEquals(ValueLayout.JAVA_INT, Datatype.INT.layout());
        assertEquals(ValueLayout.JAVA_LONG, Datatype.UINT64_T.layout());
        assertEquals(ValueLayout.JAVA_SHORT, Datatype.BFLOAT16.layout());
        assertEquals(ValueLayout.JAVA_BOOLEAN, Datatype.BOOLEAN.layout());
        for (Datatype type : List.of(Datatype.BYTE, Datatype.CHAR, Datatype.FLOAT, Datatype.FLOAT_COMPLEX, Datatype.FLOAT_INT, Datatype.LONG_INT, Datatype.TWO_INT)) {
            assertPacksAlike(type);
        }
    }

    @Test
    void aTypeWithoutALayoutSaysWhy() {
        Errors.expect(ErrorClass.TYPE, "in the order", () -> Datatype.indexed(new long[] {1, 1}, new long[] {3, 0}, Datatype.INT).layout());
        Errors.expect(ErrorClass.TYPE, "lowerBound=-4", () -> Datatype.resized(Datatype.INT, -4, 12).layout());
        Errors.expect(ErrorClass.TYPE, "lowerBound=-8", () -> Datatype.vector(2, 1, -2, Datatype.INT).layout());
        Errors.expect(ErrorClass.TYPE, "after an upper bound", () -> Datatype.resized(Datatype.contiguous(3, Datatype.INT), 0, 8).layout());
        Datatype darray = Datatype.darray(
                1, 0, new long[] {4}, new Datatype.Distribution[] {Datatype.Distribution.BLOCK}, new int[] {-1}, new int[] {1}, Datatype.Order.C, Datatype.INT);
        Errors.expect(ErrorClass.TYPE, "distributed array", darray::layout);
    }
}
