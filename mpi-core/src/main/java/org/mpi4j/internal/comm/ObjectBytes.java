package org.mpi4j.internal.comm;

import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of objects as they are written: one contiguous piece of memory that grows, on the heap while it is small and outside
 * of it from then on, so that its length has no limit but the memory. Confined to its maker until it is closed.
 */
final class ObjectBytes extends OutputStream {
    private static final int FIRST_BYTES = 256;
    private static final int HEAP_LIMIT_BYTES = 1 << 26;

    private byte[] heap = new byte[FIRST_BYTES];
    private @Nullable Arena arena;
    private MemorySegment memory = MemorySegment.ofArray(heap);
    private long length;

    /** How many bytes have been written. */
    long length() {
        return length;
    }

    /** What has been written so far; valid until the next write. */
    MemorySegment written() {
        return memory.asSlice(0, length);
    }

    @Override
    public void write(int value) {
        makeRoom(1);
        if (arena == null) {
            heap[(int) length] = (byte) value;
        } else {
            memory.set(ValueLayout.JAVA_BYTE, length, (byte) value);
        }
        length++;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        makeRoom(count);
        if (arena == null) {
            System.arraycopy(bytes, offset, heap, (int) length, count);
        } else {
            MemorySegment.copy(bytes, offset, memory, ValueLayout.JAVA_BYTE, length, count);
        }
        length += count;
    }

    /** Leaves a gap to be filled by {@link #putLong}. @return where it begins */
    long skip(int count) {
        makeRoom(count);
        long at = length;
        length += count;
        return at;
    }

    void putLong(long offset, long value) {
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, value);
    }

    private void makeRoom(long count) {
        if (count <= memory.byteSize() - length) {
            return;
        }
        long room = Math.max(length + count, memory.byteSize() * 2);
        if (room <= HEAP_LIMIT_BYTES) {
            heap = Arrays.copyOf(heap, (int) room);
            memory = MemorySegment.ofArray(heap);
        } else {
            moveOffHeap(room);
        }
    }

    private void moveOffHeap(long room) {
        Arena newArena = Arena.ofShared();
        MemorySegment larger = newArena.allocate(room, 8);
        MemorySegment.copy(memory, 0, larger, 0, length);
        memory = larger;
        free();
        arena = newArena;
        heap = new byte[0];
    }

    private void free() {
        if (arena != null) {
            arena.close();
            arena = null;
        }
    }

    /** Gives the memory back; what {@link #written} told is gone. */
    @Override
    public void close() {
        free();
        heap = new byte[0];
        memory = MemorySegment.ofArray(heap);
        length = 0;
    }
}
