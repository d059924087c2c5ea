package org.mpi4j.internal.serial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.StreamCorruptedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The values of the compact form, read from a message: from its array itself where it is on the heap, and else by blocks. Takes no
 * more memory than the message has bytes left to fill it. Confined to one reader.
 */
final class CompactInput {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK_BYTES = 1 << 16;

    private final MemorySegment message;
    private final byte[] window;
    private int at;
    private int end;

    /** Where in the message the window's end is. */
    private long endInMessage;

    CompactInput(MemorySegment message) {
        this.message = message;
        if (!message.isReadOnly() && message.heapBase().orElse(null) instanceof byte[] array) {
            window = array;
            at = Math.toIntExact(message.address());
            end = Math.toIntExact(at + message.byteSize());
            endInMessage = message.byteSize();
        } else {
            window = new byte[(int) Math.min(BLOCK_BYTES, message.byteSize())];
        }
    }

    long remaining() {
        return message.byteSize() - position();
    }

    long position() {
        return endInMessage - (end - at);
    }

    private void need(int count) throws EOFException {
        if (end - at < count) {
            refill(count);
        }
    }

    private void refill(int count) throws EOFException {
        if (remaining() < count) {
            throw new EOFException("the message ends within a value: position=" + position() + " bytes=" + message.byteSize());
        }
        int left = end - at;
        System.arraycopy(window, at, window, 0, left);
        at = 0;
        end = (int) Math.min(window.length, left + message.byteSize() - endInMessage);
        MemorySegment.copy(message, ValueLayout.JAVA_BYTE, endInMessage, window, left, end - left);
        endInMessage += end - left;
    }

    private void seek(long position) {
        long back = endInMessage - position;
        if (back <= end && back >= 0) {
            at = end - (int) back;
        } else {
            endInMessage = position;
            at = 0;
            end = 0;
        }
    }

    int takeByte() throws EOFException {
        need(1);
        return window[at++];
    }

    int takeShort() throws EOFException {
        int low = takeByte() & 0xFF;
        return (takeByte() << 8) | low;
    }

    int takeInt() throws EOFException {
        need(Integer.BYTES);
        int value = (int) INTS.get(window, at);
        at += Integer.BYTES;
        return value;
    }

    long takeLong() throws EOFException {
        need(Long.BYTES);
        long value = (long) LONGS.get(window, at);
        at += Long.BYTES;
        return value;
    }

    long takeVarint() throws EOFException, StreamCorruptedException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = takeByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new StreamCorruptedException("a number of more than 10 bytes: position=" + position());
    }

    int takeZigzagInt() throws EOFException, StreamCorruptedException {
        int value = (int) takeVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    long takeZigzagLong() throws EOFException, StreamCorruptedException {
        long value = takeVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number of elements that have {@code width} bytes each at the least, which the message must still have. */
    int takeLength(int width) throws EOFException, StreamCorruptedException {
        long length = takeVarint();
        if (length < 0 || length > remaining() / width) {
            throw new StreamCorruptedException("more elements than bytes: length=" + length + " remaining=" + remaining());
        }
        return Math.toIntExact(length);
    }

    String takeLatinString() throws EOFException, StreamCorruptedException {
        int length = takeLength(1);
        if (length <= end - at) {
            String string = new String(window, at, length, ISO_8859_1);
            at += length;
            return string;
        }
        return new String(takeBytes(length), ISO_8859_1);
    }

    String takeWideString() throws EOFException, StreamCorruptedException {
        char[] chars = new char[takeLength(Character.BYTES)];
        takeArray(chars, CompactForm.CHAR, chars.length);
        return new String(chars);
    }

    byte[] takeBytes(int length) {
        byte[] bytes = new byte[length];
        takeArray(bytes, ValueLayout.JAVA_BYTE, length);
        return bytes;
    }

    boolean[] takeBooleans(int length) throws EOFException {
        boolean[] booleans = new boolean[length];
        for (int i = 0; i < length; i++) {
            booleans[i] = takeByte() != 0;
        }
        return booleans;
    }

    /** Fills a primitive array, whose bytes {@link #takeLength} has found to be there. */
    void takeArray(Object array, ValueLayout layout, int length) {
        long position = position();
        MemorySegment.copy(message, layout, position, array, 0, length);
        seek(position + length * layout.byteSize());
    }
}
