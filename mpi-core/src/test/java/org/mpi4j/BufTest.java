package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BufTest {
    private static void assertIs(Buf buf, long count, Datatype type, long bytes) {
        assertEquals(count, buf.count());
        assertSame(type, buf.type());
        assertEquals(bytes, buf.memory().byteSize());
        assertNull(buf.booleans());
        assertNull(buf.counts());
        assertFalse(buf.isReadOnly());
    }

    private static void assertFails(ErrorClass errorClass, String inMessage, Supplier<?> call) {
        MpiException e = assertThrows(MpiException.class, call::get);
        assertEquals(errorClass, e.errorClass(), e.getMessage());
        assertTrue(e.getMessage().contains(inMessage), e.getMessage());
    }

    @Test
    void wholeArraysHaveTheirOwnType() {
        assertIs(Buf.of(new byte[3]), 3, Datatype.BYTE, 3);
        assertIs(Buf.of(new char[3]), 3, Datatype.CHAR, 6);
        assertIs(Buf.of(new short[3]), 3, Datatype.SHORT, 6);
        assertIs(Buf.of(new int[3]), 3, Datatype.INT, 12);
        assertIs(Buf.of(new long[3]), 3, Datatype.LONG, 24);
        assertIs(Buf.of(new float[3]), 3, Datatype.FLOAT, 12);
        assertIs(Buf.of(new double[0]), 0, Datatype.DOUBLE, 0);
    }

    @Test
    void partsOfArraysReferToTheArray() {
        assertIs(Buf.of(new byte[9], 2, 3), 3, Datatype.BYTE, 3);
        assertIs(Buf.of(new char[9], 2, 3), 3, Datatype.CHAR, 6);
        assertIs(Buf.of(new short[9], 2, 3), 3, Datatype.SHORT, 6);
        assertIs(Buf.of(new long[9], 2, 3), 3, Datatype.LONG, 24);
        assertIs(Buf.of(new float[9], 2, 3), 3, Datatype.FLOAT, 12);
        assertIs(Buf.of(new double[9], 9, 0), 0, Datatype.DOUBLE, 0);
        int[] array = new int[9];
        Buf part = Buf.of(array, 2, 3);
        assertIs(part, 3, Datatype.INT, 12);
        part.memory().set(ValueLayout.JAVA_INT, 4, 7);
        assertEquals(7, array[3]);
    }

    @Test
    void partsOutsideTheArrayAreRefused() {
        assertFails(ErrorClass.COUNT, "offset=-1", () -> Buf.of(new int[4], -1, 2));
        assertFails(ErrorClass.COUNT, "count=-1", () -> Buf.of(new int[4], 0, -1));
        assertFails(ErrorClass.COUNT, "length=4", () -> Buf.of(new int[4], 3, 2));
        assertFails(ErrorClass.COUNT, "length=4", () -> Buf.of(new int[4], Integer.MAX_VALUE, Integer.MAX_VALUE));
        assertFails(ErrorClass.COUNT, "length=4", () -> Buf.of(new boolean[4], 1, 4));
    }

    @Test
    void aDerivedTypeIsLaidOverTheArrayAsOftenAsItFits() {
        Datatype column = Datatype.resized(Datatype.vector(3, 1, 4, Datatype.DOUBLE), 0, 8);
        assertEquals(4, Buf.of(new double[12], column).count());
        assertEquals(1, Buf.of(new double[12], Datatype.vector(3, 1, 4, Datatype.DOUBLE)).count());
        assertEquals(2, Buf.of(new byte[28], Datatype.DOUBLE_INT).count(), "the last element needs no padding");
        assertEquals(1, Buf.of(new byte[27], Datatype.DOUBLE_INT).count());
        assertEquals(0, Buf.of(new byte[11], Datatype.DOUBLE_INT).count());
        assertEquals(2, Buf.of(new int[4], 1, 2, Datatype.resized(Datatype.INT, 0, 8)).count());
        assertFails(ErrorClass.COUNT, "count=3", () -> Buf.of(new int[4], 1, 3, Datatype.resized(Datatype.INT, 0, 8)));
        assertFails(ErrorClass.COUNT, "offset=5", () -> Buf.of(new int[4], 5, 0, Datatype.INT));
    }

    @Test
    void aTypeThatBeginsBeforeItsStartIsRefused() {
        Datatype back = Datatype.vector(2, 1, -1, Datatype.INT);
        assertFails(ErrorClass.TYPE, "trueLowerBound=-4", () -> Buf.of(new int[4], back));
        assertFails(ErrorClass.COUNT, "trueLowerBound=-4", () -> Buf.of(new int[4], 0, 1, back));
    }

    @Test
    void segmentsTakeACount() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(40);
            assertIs(Buf.of(segment, Datatype.LONG), 5, Datatype.LONG, 40);
            assertIs(Buf.of(segment, 4, Datatype.LONG), 4, Datatype.LONG, 40);
            assertFails(ErrorClass.COUNT, "count=6", () -> Buf.of(segment, 6, Datatype.LONG));
            assertFails(ErrorClass.COUNT, "count=-1", () -> Buf.of(segment, -1, Datatype.LONG));
            assertFails(ErrorClass.COUNT, "count=" + Long.MAX_VALUE, () -> Buf.of(segment, Long.MAX_VALUE, Datatype.LONG));
            assertTrue(Buf.of(segment.asReadOnly(), Datatype.LONG).isReadOnly());
            assertEquals(1L << 40, Buf.of(segment, 1L << 40, Datatype.contiguous(0, Datatype.INT)).count());
        }
    }

    @Test
    void buffersGiveWhatLiesBetweenPositionAndLimit() {
        ByteBuffer bytes = ByteBuffer.allocate(20).position(3).limit(11);
        assertIs(Buf.of(bytes), 8, Datatype.BYTE, 8);
        bytes.position(5);
        assertEquals(5, bytes.position());
        assertIs(Buf.of(ByteBuffer.allocateDirect(20)), 20, Datatype.BYTE, 20);
        assertIs(Buf.of(IntBuffer.wrap(new int[9], 2, 4)), 4, Datatype.INT, 16);
        assertIs(Buf.of(ByteBuffer.allocateDirect(24).order(ByteOrder.nativeOrder()).asDoubleBuffer().position(1)), 2, Datatype.DOUBLE, 16);
        assertTrue(Buf.of(bytes.asReadOnlyBuffer()).isReadOnly());
        assertTrue(Buf.of(DoubleBuffer.allocate(2).asReadOnlyBuffer()).isReadOnly());
    }

    @Test
    void bytesOfAViewTravelAsTheyAre() {
        IntBuffer view = ByteBuffer.allocate(8).order(ByteOrder.BIG_ENDIAN).asIntBuffer();
        view.put(0, 1);
        assertArrayEquals(new byte[] {0, 0, 0, 1, 0, 0, 0, 0}, Buf.of(view).memory().toArray(ValueLayout.JAVA_BYTE));
    }

    @Test
    void aBufferWithoutMemoryIsRefused() {
        assertFails(ErrorClass.BUFFER, "StringCharBuffer", () -> Buf.of(CharBuffer.wrap("text")));
    }

    @Test
    void booleansKeepTheirArray() {
        boolean[] array = {true, false, true};
        Buf buf = Buf.of(array, 1, 2);
        assertSame(array, buf.booleans());
        assertEquals(1, buf.booleansOffset());
        assertEquals(2, buf.count());
        assertSame(Datatype.BOOLEAN, buf.type());
        assertNotNull(buf.blocks(new long[] {1, 1}).counts());
        assertFails(ErrorClass.ARG, "counts[1]=2", () -> buf.blocks(new long[] {1, 2}));
    }

    @Test
    void blocksFollowEachOtherUnlessPlaced() {
        Buf buf = Buf.of(new int[6]);
        assertArrayEquals(new long[] {0, 1, 1, 3}, buf.blocks(new long[] {1, 0, 2, 3}).displs());
        long[] counts = {2, 1};
        Buf placed = buf.blocks(counts, new long[] {4, 0});
        counts[0] = 99;
        assertArrayEquals(new long[] {2, 1}, placed.counts());
        assertArrayEquals(new long[] {4, 0}, placed.displs());
        assertEquals(0, buf.blocks(new long[0]).displs().length);
    }

    @Test
    void blocksOutsideTheMemoryAreRefused() {
        Buf buf = Buf.of(new int[6]);
        assertFails(ErrorClass.COUNT, "counts[1]=-1", () -> buf.blocks(new long[] {1, -1}));
        assertFails(ErrorClass.COUNT, "counts[0]=-2", () -> buf.blocks(new long[] {-2}, new long[] {0}));
        assertFails(ErrorClass.ARG, "counts[1]=4", () -> buf.blocks(new long[] {3, 4}));
        assertFails(ErrorClass.ARG, "displs[0]=6", () -> buf.blocks(new long[] {1}, new long[] {6}));
        assertFails(ErrorClass.ARG, "displs[0]=-1", () -> buf.blocks(new long[] {1}, new long[] {-1}));
        assertFails(ErrorClass.ARG, "displs[0]=" + (1L << 62), () -> buf.blocks(new long[] {1}, new long[] {1L << 62}));
        assertFails(ErrorClass.ARG, "displs.length=2", () -> buf.blocks(new long[] {1}, new long[2]));
        assertNotNull(buf.blocks(new long[] {0}, new long[] {1L << 62}).counts(), "an empty block is nowhere");
    }

    @Test
    void statusCountsWholeElements() {
        Status status = new Status(0, 0, 24, false);
        assertEquals(6, status.count(Datatype.INT));
        assertEquals(2, status.count(Datatype.DOUBLE_INT));
        assertEquals(0, status.count(Datatype.contiguous(0, Datatype.INT)));
        assertFails(ErrorClass.TYPE, "bytes=24", () -> status.count(Datatype.contiguous(5, Datatype.INT)));
    }
}
