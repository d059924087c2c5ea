package org.mpi4j.soak;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.mpi4j.Buf;
import org.mpi4j.Datatype;

/**
 * Elements in memory of some kind, heap or not, with gaps between them or without, and room behind them; all that is no element
 * holds {@link #GUARD}. Confined to one thread.
 */
final class Mem {
    private static final byte GUARD = 0x5A;
    private static final int MAX_SLACK_BYTES = 40;

    private final MemorySegment memory;
    private final int elementBytes;
    private final int extentBytes;
    private final int room;
    private final Datatype type;

    private Mem(MemorySegment memory, int elementBytes, int extentBytes, int room, Datatype type) {
        this.memory = memory;
        this.elementBytes = elementBytes;
        this.extentBytes = extentBytes;
        this.room = room;
        this.type = type;
        memory.fill(GUARD);
    }

    /** Room for {@code room} longs. */
    static Mem ofLongs(int room, boolean mayHaveGaps, Random own) {
        int extent = mayHaveGaps && own.nextInt(3) == 0 ? 8 + 4 * (1 + own.nextInt(3)) : 8;
        Datatype type = extent == 8 ? Datatype.LONG : Datatype.resized(Datatype.LONG, 0, extent);
        return new Mem(memory((long) room * extent, own), 8, extent, room, type);
    }

    /** Room for {@code room} bytes, in elements of a few bytes each if that divides it. */
    static Mem ofBytes(int room, Random own) {
        int[] sizes = {1, 3, 4, 7, 8};
        int element = sizes[own.nextInt(sizes.length)];
        if (own.nextInt(2) == 0 || room % element != 0) {
            return new Mem(memory((long) room + own.nextInt(MAX_SLACK_BYTES), own), 1, 1, room, Datatype.BYTE);
        }
        int extent = element + own.nextInt(5);
        Datatype type = Datatype.resized(Datatype.contiguous(element, Datatype.BYTE), 0, extent);
        return new Mem(memory((long) room / element * extent, own), element, extent, room / element, type);
    }

    private static MemorySegment memory(long bytes, Random own) {
        return own.nextBoolean() ? MemorySegment.ofArray(new byte[(int) bytes]) : Arena.ofAuto().allocate(bytes, 8);
    }

    Buf buf() {
        return buf(0, room);
    }

    Buf buf(int first, int count) {
        return Buf.of(memory.asSlice((long) first * extentBytes), count, type);
    }

    void set(int index, long value) {
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, (long) index * extentBytes, value);
    }

    long get(int index) {
        return memory.get(ValueLayout.JAVA_LONG_UNALIGNED, (long) index * extentBytes);
    }

    void setByte(int index, byte value) {
        memory.set(ValueLayout.JAVA_BYTE, placeOf(index), value);
    }

    byte getByte(int index) {
        return memory.get(ValueLayout.JAVA_BYTE, placeOf(index));
    }

    private long placeOf(int byteIndex) {
        return (long) (byteIndex / elementBytes) * extentBytes + byteIndex % elementBytes;
    }

    /** The first byte beside the first {@code bytes} of data that has changed; -1 if none has. */
    long firstStrayByte(int bytes) {
        long whole = bytes / elementBytes;
        for (long at = elementBytes == extentBytes ? bytes : 0; at < memory.byteSize(); at++) {
            long element = at / extentBytes;
            long inside = at % extentBytes;
            boolean data = element < whole ? inside < elementBytes : element == whole && inside < bytes % elementBytes;
            if (!data && memory.get(ValueLayout.JAVA_BYTE, at) != GUARD) {
                return at;
            }
        }
        return -1;
    }
}
