package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MPI 5.0, sections 5.1.11 and 5.2: packing, and how many primitives a message brought. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PackTest {
    private static MemorySegment room(int bytes) {
        return MemorySegment.ofArray(new byte[bytes]);
    }

    @Test
    void positionsMoveByTheSizeOfWhatWasPacked() {
        MemorySegment packed = room(100);
        Datatype column = Datatype.vector(3, 1, 2, Datatype.SHORT);
        long position = Buf.of(new int[] {7}).pack(packed, 0);
        assertEquals(4, position);
        position = Buf.of(new short[] {1, 2, 3, 4, 5}, column).pack(packed, position);
        assertEquals(10, position);
        position = Buf.of(new boolean[] {true, false}).pack(packed, position);
        assertEquals(12, position);
        assertEquals(7, packed.get(ValueLayout.JAVA_INT_UNALIGNED, 0));
        assertEquals(5, packed.get(ValueLayout.JAVA_SHORT_UNALIGNED, 8));

        int[] a = new int[1];
        short[] b = new short[5];
        boolean[] c = new boolean[2];
        long at = Buf.of(a).unpack(packed, 0);
        at = Buf.of(b, column).unpack(packed, at);
        assertEquals(position, Buf.of(c).unpack(packed, at));
        assertArrayEquals(new int[] {7}, a);
        assertArrayEquals(new short[] {1, 0, 3, 0, 5}, b);
        assertArrayEquals(new boolean[] {true, false}, c);
    }

    @Test
    void theSizeIsExact() {
        assertEquals(24, Datatype.INT.packSize(6));
        assertEquals(24, Datatype.DOUBLE_INT.packSize(2));
        assertEquals(0, Datatype.INT.packSize(0));
        assertEquals(3L << 33, Datatype.LONG.packSize(3L << 30));
        Errors.expect(ErrorClass.COUNT, "count=-1", () -> Datatype.INT.packSize(-1));
        Errors.expect(ErrorClass.COUNT, "bits=64", () -> Datatype.INT.packSize(Long.MAX_VALUE));
    }

    @Test
    void anyMemoryTakesAndGivesThePackedBytes() {
        try (Arena arena = Arena.ofShared()) {
            for (MemorySegment packed : new MemorySegment[] {arena.allocate(64), MemorySegment.ofArray(new long[8]), room(64)}) {
                double[] matrix = {1, 2, 3, 4, 5, 6};
                Datatype column = Datatype.resized(Datatype.vector(3, 1, 2, Datatype.DOUBLE), 0, 8);
                assertEquals(51, Buf.of(matrix, column).pack(packed, 3));
                double[] back = new double[6];
                assertEquals(51, Buf.of(back, column).unpack(packed, 3));
                assertArrayEquals(matrix, back);
                double[] flat = new double[6];
                Buf.of(flat).unpack(packed, 3);
                assertArrayEquals(new double[] {1, 3, 5, 2, 4, 6}, flat);
            }
        }
    }

    @Everywhere
    void whatWasPackedIsSentAndUnpackedOrReceivedAsItsParts(Ranks ranks) { // example 5.21, and the matching rule after it
        ranks.runWorld(comm -> {
            if (comm.size() < 2) {
                return;
            }
            int[] i = new int[1];
            double[] x = new double[100];
            if (comm.rank() == 0) {
                MemorySegment packed = room(1000);
                i[0] = 100;
                Arrays.setAll(x, k -> k / 2.0);
                long position = Buf.of(x).pack(packed, Buf.of(i).pack(packed, 0));
                comm.send(Buf.of(packed, position, Datatype.PACKED), 1, 0);
                comm.send(Buf.of(packed, position - 4, Datatype.PACKED), 1, 1);
            } else if (comm.rank() == 1) {
                MemorySegment packed = room(1000);
                Status status = comm.recv(Buf.of(packed, Datatype.PACKED), 0, 0);
                assertEquals(804, status.count(Datatype.PACKED));
                Buf.of(x).unpack(packed, Buf.of(i).unpack(packed, 0));
                assertEquals(100, i[0]);
                assertEquals(49.5, x[99]);
                int[] ints = new int[200];
                assertEquals(200, comm.recv(Buf.of(ints), 0, 1).count(Datatype.INT));
                assertEquals(100, ints[0]);
            }
        });
    }

    @Test
    void misuseIsNamed() {
        Buf three = Buf.of(new int[3]);
        Errors.expect(ErrorClass.ARG, "position=-1", () -> three.pack(room(20), -1));
        Errors.expect(ErrorClass.ARG, "position=21 packed.byteSize=20", () -> three.unpack(room(20), 21));
        Errors.expect(ErrorClass.COUNT, "bytes=12 position=9 packed.byteSize=20", () -> three.pack(room(20), 9));
        Errors.expect(ErrorClass.COUNT, "count=3 type=INT", () -> three.unpack(room(11), 0));
        Errors.expect(ErrorClass.BUFFER, "buf.pack", () -> three.pack(room(20).asReadOnly(), 0));
        Errors.expect(ErrorClass.BUFFER, "buf.unpack", () -> Buf.of(room(12).asReadOnly(), Datatype.INT).unpack(room(12), 0));
        Errors.expect(ErrorClass.BUFFER, "IN_PLACE", () -> Buf.IN_PLACE.pack(room(1), 0));
        Errors.expect(ErrorClass.BUFFER, "IN_PLACE", () -> Buf.IN_PLACE.unpack(room(1), 0));
    }

    private static Status of(long bytes) {
        return new Status(0, 0, bytes, false);
    }

    @Test
    void elementsCountsThePrimitivesOfAMessage() { // example 5.13, and MPI_Get_count beside it
        Datatype twoFloats = Datatype.contiguous(2, Datatype.FLOAT);
        assertEquals(3, of(12).elements(twoFloats));
        Errors.expect(ErrorClass.TYPE, "bytes=12", () -> of(12).count(twoFloats));
        Datatype struct = Datatype.contiguous(3, Datatype.struct(new long[] {1, 2}, new long[] {0, 8}, Datatype.DOUBLE, Datatype.SHORT));
        assertEquals(9, of(36).elements(struct));
        assertEquals(4, of(20).elements(struct));
        assertEquals(5, of(22).elements(struct));
        assertEquals(9 * 7 + 2, of(36 * 7 + 10).elements(struct));
        Errors.expect(ErrorClass.TYPE, "status.elements: the message ends within a primitive: bytes=21", () -> of(21).elements(struct));
        assertEquals(2, of(12).elements(Datatype.DOUBLE_INT));
        assertEquals(1, of(8).elements(Datatype.DOUBLE_INT));
        assertEquals(1, of(16).elements(Datatype.DOUBLE_COMPLEX));
        assertEquals(0, of(0).elements(Datatype.contiguous(0, Datatype.INT)));
    }

    @Test
    void withElementsIsTheWayBack() {
        Datatype struct = Datatype.contiguous(3, Datatype.struct(new long[] {1, 2}, new long[] {0, 8}, Datatype.DOUBLE, Datatype.SHORT));
        for (long n = 0; n < 50; n++) {
            assertEquals(n, Status.EMPTY.withElements(struct, n).elements(struct));
        }
        assertEquals(20, Status.EMPTY.withElements(struct, 4).bytes());
        assertEquals(3L << 33, Status.EMPTY.withElements(Datatype.LONG, 3L << 30).bytes());
        Errors.expect(ErrorClass.COUNT, "count=-1", () -> Status.EMPTY.withElements(struct, -1));
        Errors.expect(ErrorClass.COUNT, "bits=64", () -> Status.EMPTY.withElements(struct, Long.MAX_VALUE));
    }

    @Test
    void typesThatReachBackLieWhereTheMemoryBeginsEarlyEnough() {
        int[] memory = {0, 1, 2, 3, 4, 5, 6, 7};
        Datatype backwards = Datatype.vector(3, 1, -2, Datatype.INT);
        MemorySegment packed = room(24);
        assertEquals(12, Buf.of(memory, 5, 1, backwards).pack(packed, 0));
        assertArrayEquals(new int[] {5, 3, 1}, packed.asSlice(0, 12).toArray(ValueLayout.JAVA_INT_UNALIGNED));
        Buf two = Buf.of(MemorySegment.ofArray(memory), 20, 2, Datatype.resized(backwards, 0, 4));
        assertEquals(24, two.pack(packed, 0));
        assertArrayEquals(new int[] {5, 3, 1, 6, 4, 2}, packed.toArray(ValueLayout.JAVA_INT_UNALIGNED));
        Buf reversed = Buf.of(memory, 7, 3, Datatype.resized(Datatype.INT, 0, -4));
        reversed.pack(packed, 0);
        assertArrayEquals(new int[] {7, 6, 5}, packed.asSlice(0, 12).toArray(ValueLayout.JAVA_INT_UNALIGNED));
        Errors.expect(ErrorClass.TYPE, "trueLowerBound=-16", () -> Buf.of(memory, backwards));
        Errors.expect(ErrorClass.COUNT, "offsetBytes=12 count=1", () -> Buf.of(memory, 3, 1, backwards));
        Errors.expect(ErrorClass.COUNT, "offsetBytes=-4", () -> Buf.of(MemorySegment.ofArray(memory), -4, 1, Datatype.INT));
        Errors.expect(ErrorClass.COUNT, "offsetBytes=40", () -> Buf.of(MemorySegment.ofArray(memory), 40, 0, Datatype.INT));
    }

    @Everywhere
    void typesThatReachBackTravel(Ranks ranks) {
        ranks.runWorld(comm -> {
            int[] memory = new int[4 * comm.size()];
            Datatype backwards = Datatype.resized(Datatype.hvector(2, 1, -4, Datatype.INT), 0, 16);
            memory[4 * comm.rank() + 3] = comm.rank() + 1;
            memory[4 * comm.rank() + 2] = -comm.rank() - 1;
            Buf mine = Buf.of(memory, 4 * comm.rank() + 3, 1, backwards);
            int[] all = new int[4 * comm.size()];
            comm.allgather(mine, Buf.of(all, 3, comm.size(), backwards));
            for (int r = 0; r < comm.size(); r++) {
                assertArrayEquals(new int[] {0, 0, -r - 1, r + 1}, Arrays.copyOfRange(all, 4 * r, 4 * r + 4));
            }
        });
    }
}
