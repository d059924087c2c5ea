package org.mpi4j.internal.transport.tcp;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Off-heap memory between a socket and frames: bytes from {@code start} up to {@code end} are still to be handled. Confined to the
 * driver; lent by a {@link BufferPool}, so that only a channel with half a frame, or one that cannot write, holds any.
 */
final class WireBuffer {
    private static final int FEW_BYTES = 4 << 10;

    private final ByteBuffer bytes;
    private final ByteBuffer view;
    private final MemorySegment segment;
    private int start;

    WireBuffer(int capacityBytes) {
        bytes = ByteBuffer.allocateDirect(capacityBytes).order(ByteOrder.LITTLE_ENDIAN);
        view = bytes.duplicate();
        segment = MemorySegment.ofBuffer(bytes.duplicate());
    }

    /** The memory itself; its position is {@link #end}, and it takes more up to its limit. */
    ByteBuffer bytes() {
        return bytes;
    }

    MemorySegment segment() {
        return segment;
    }

    int start() {
        return start;
    }

    int end() {
        return bytes.position();
    }

    int length() {
        return bytes.position() - start;
    }

    boolean isEmpty() {
        return bytes.position() == start;
    }

    int capacity() {
        return bytes.capacity();
    }

    void clear() {
        bytes.clear();
        start = 0;
    }

    void skip(int count) {
        start += count;
        assert start <= bytes.position();
    }

    /** Whether so many bytes more fit, after moving what is left to the front where that is needed. */
    boolean makeRoom(int count) {
        if (bytes.remaining() < count && start > 0) {
            moveToFront();
        }
        return bytes.remaining() >= count;
    }

    private void moveToFront() {
        int length = length();
        MemorySegment.copy(segment, start, segment, 0, length);
        bytes.position(length);
        start = 0;
    }

    /**
     * Makes the next read end with what is left of this frame and the header of the next. So a stream of large frames is read into the
     * same memory again and again, which the caches hold, and little is left over to be moved to the front.
     */
    void expect(int count) {
        if (start > 0 && (length() <= FEW_BYTES || capacity() - end() < count)) {
            moveToFront();
        }
        bytes.limit(Math.min(capacity(), end() + count));
    }

    void put(MemorySegment from, long offset, int length) {
        MemorySegment.copy(from, offset, segment, bytes.position(), length);
        bytes.position(bytes.position() + length);
    }

    /** What is to be handled, for a channel to write; how far it came is told to {@link #written}. */
    ByteBuffer unwritten() {
        return view.limit(bytes.position()).position(start);
    }

    void written() {
        start = view.position();
    }
}
