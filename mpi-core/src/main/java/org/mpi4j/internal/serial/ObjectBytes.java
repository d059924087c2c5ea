package org.mpi4j.internal.serial;

import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The bytes of objects as they are written: one contiguous piece of memory that grows, an array while it is small and memory outside
 * of the heap from then on, so that its length has no limit but the memory. Confined to its maker until it is closed.
 *
 * <p>What is written goes to {@code window} at {@code at}. While the array holds all, that is the message itself; later it is a block of
 * {@link #BLOCK_BYTES} that is emptied into the memory outside.
 */
public final class ObjectBytes extends OutputStream {
    /** The most that {@link #makeRoom} gives. */
    static final int BLOCK_BYTES = 1 << 16;

    private static final int FIRST_BYTES = 256;
    private static final int HEAP_LIMIT_BYTES = 1 << 26;

    byte[] window;
    int at;
    private boolean isOutside;
    private MemorySegment memory = MemorySegment.NULL;
    private long emptied;
    private Arena arena = Arena.global();

    /** @param expectedBytes what to make room for at once */
    public ObjectBytes(long expectedBytes) {
        if (expectedBytes <= HEAP_LIMIT_BYTES) {
            window = new byte[(int) Math.max(FIRST_BYTES, expectedBytes)];
        } else {
            window = new byte[BLOCK_BYTES];
            isOutside = true;
            makeRoomOutside(expectedBytes);
        }
    }

    public ObjectBytes() {
        this(0);
    }

    /** How many bytes have been written. */
    public long length() {
        return emptied + at;
    }

    /** What has been written so far; valid until the next write. */
    public MemorySegment written() {
        if (!isOutside) {
            return MemorySegment.ofArray(window).asSlice(0, at);
        }
        empty();
        return memory.asSlice(0, emptied);
    }

    @Override
    public void write(int value) {
        makeRoom(1);
        window[at++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        if (hasRoomInside(count)) {
            System.arraycopy(bytes, offset, window, at, count);
            at += count;
        } else {
            empty();
            makeRoomOutside(count);
            MemorySegment.copy(bytes, offset, memory, ValueLayout.JAVA_BYTE, emptied, count);
            emptied += count;
        }
    }

    /** Writes elements of a primitive array, each as {@code layout} has it. */
    void writeArray(Object array, ValueLayout layout, int offset, int count) {
        long bytes = count * layout.byteSize();
        if (hasRoomInside(bytes)) {
            MemorySegment.copy(array, offset, MemorySegment.ofArray(window), layout, at, count);
            at += (int) bytes;
        } else {
            empty();
            makeRoomOutside(bytes);
            MemorySegment.copy(array, offset, memory, layout, emptied, count);
            emptied += bytes;
        }
    }

    /** Leaves a gap to be filled by {@link #putLong}. @return where it begins */
    public long skip(int count) {
        makeRoom(count);
        long gap = length();
        at += count;
        return gap;
    }

    public void putLong(long offset, long value) {
        written().set(ValueLayout.JAVA_LONG_UNALIGNED, offset, value);
    }

    /** Forgets what has been written since the length was {@code length}. */
    void truncate(long length) {
        if (isOutside) {
            empty();
            emptied = length;
        } else {
            at = (int) length;
        }
    }

    /** Makes {@code count <= BLOCK_BYTES} bytes of {@code window} free from {@code at} on. */
    void makeRoom(int count) {
        if (window.length - at < count && !hasRoomInside(count)) {
            empty();
        }
    }

    /** Whether so many bytes fit into the window, which grows for them while it holds the whole message. */
    private boolean hasRoomInside(long count) {
        if (count <= window.length - at) {
            return true;
        }
        if (isOutside) {
            return false;
        }
        long room = Math.max(at + count, window.length * 2L);
        if (room <= HEAP_LIMIT_BYTES) {
            window = Arrays.copyOf(window, (int) room);
            return true;
        }
        byte[] whole = window;
        int length = at;
        makeRoomOutside(room);
        MemorySegment.copy(whole, 0, memory, ValueLayout.JAVA_BYTE, 0, length);
        emptied = length;
        at = 0;
        window = new byte[BLOCK_BYTES];
        isOutside = true;
        return count <= BLOCK_BYTES;
    }

    private void empty() {
        makeRoomOutside(at);
        MemorySegment.copy(window, 0, memory, ValueLayout.JAVA_BYTE, emptied, at);
        emptied += at;
        at = 0;
    }

    private void makeRoomOutside(long count) {
        if (count <= memory.byteSize() - emptied) {
            return;
        }
        Arena newArena = Arena.ofShared();
        MemorySegment larger = newArena.allocate(Math.max(emptied + count, memory.byteSize() * 2), 8);
        MemorySegment.copy(memory, 0, larger, 0, emptied);
        free();
        memory = larger;
        arena = newArena;
    }

    private void free() {
        if (memory.byteSize() > 0) {
            arena.close();
            memory = MemorySegment.NULL;
        }
    }

    /** Gives the memory back; what {@link #written} told is gone. */
    @Override
    public void close() {
        free();
        isOutside = false;
        window = new byte[0];
        emptied = 0;
        at = 0;
    }
}
