package org.mpi4j.internal.transport.shm;

/**
 * One frame in a ring. Records begin at multiples of 64 bytes, the slots; a message of up to 24 bytes is one cache line. Stateless.
 *
 * <pre>
 *     0  word 64: | lap 8 | kind 8 | chunk 8 | sender's local rank 16 | length 24 |, lowest bits first; written last, with release
 *     8  header, 4 x 64
 *    40  payload, if the kind is INLINE
 *
 *   kind      length                    occupies
 *   INLINE    bytes of the payload      40 + length, rounded up to slots
 *   CHUNK     bytes used of the chunk   one slot
 *   PADDING   bytes to skip             length
 * </pre>
 *
 * <p>The owner knows a record by its lap: the byte {@code 0x80 | lap % 128}, where the lap is how often the ring went round before
 * the record. So it need not clear what it has read, which would cost the line's next sender a cache miss. A slot that was the start
 * of a record in the last lap holds that lap's byte; any other slot holds payload, and there the owner clears the few words that
 * happen to look like the next lap ({@link ShmInbox}).
 */
final class ShmRecord {
    static final int SLOT_BYTES = 64;
    static final int HEADER_AT = 8;
    static final int PAYLOAD_AT = 40;

    /** The largest payload that stands in the ring itself; larger ones go through a chunk. */
    static final int MAX_INLINE_BYTES = 2048 - PAYLOAD_AT;

    /** The largest length that the word can say. */
    static final int MAX_LENGTH = (1 << 24) - 1;

    static final int INLINE = 1;
    static final int CHUNK = 2;
    static final int PADDING = 3;

    private ShmRecord() {}

    /** The record's word, but for the lap. */
    static long word(int kind, int chunk, int sender, int length) {
        return ((long) kind << 8) | ((long) chunk << 16) | ((long) sender << 24) | ((long) length << 40);
    }

    static long lap(long position, int ringShift) {
        return 0x80 | ((position >>> ringShift) & 0x7F);
    }

    static boolean isOfLap(long word, long lap) {
        return (word & 0xFF) == lap;
    }

    static int kind(long word) {
        return (int) (word >>> 8) & 0xFF;
    }

    static int chunk(long word) {
        return (int) (word >>> 16) & 0xFF;
    }

    static int sender(long word) {
        return (int) (word >>> 24) & 0xFFFF;
    }

    static int length(long word) {
        return (int) (word >>> 40);
    }

    /** The bytes that a record with so much payload in the ring occupies. */
    static int inlineBytes(int length) {
        return (PAYLOAD_AT + length + SLOT_BYTES - 1) & -SLOT_BYTES;
    }
}
