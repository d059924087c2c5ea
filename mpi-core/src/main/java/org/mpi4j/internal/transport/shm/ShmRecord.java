package org.mpi4j.internal.transport.shm;

/**
 * One frame in a ring. Records begin at multiples of 64 bytes, the slots; a message of up to 16 bytes is one cache line, and the payload
 * of a larger one begins with a line of its own, so that it is copied by whole lines. Stateless.
 *
 * <pre>
 *     0  stamp 64: the record's position, mixed with the segment's secret; written last, with release
 *     8  word 64: | kind 8 | chunk 8 | sender's local rank 16 | length 32 |, lowest bits first
 *    16  header, 4 x 64
 *    48  payload of an INLINE record of up to 16 bytes
 *    64  payload of a longer one
 *
 *   kind      length                    occupies
 *   INLINE    bytes of the payload      64, or 64 + length rounded up to slots
 *   CHUNK     bytes used of the chunk   one slot
 *   PADDING   bytes to skip             length
 * </pre>
 *
 * <p>The owner knows a record by its stamp, which no other record of the segment's life has and which no payload can hold but by a chance
 * of 2^-64. So it need not clear what it has read, which would cost the line's next sender a cache miss.
 */
final class ShmRecord {
    static final int SLOT_BYTES = 64;
    static final int WORD_AT = 8;
    static final int HEADER_AT = 16;
    static final int SHORT_PAYLOAD_AT = 48;
    static final int LONG_PAYLOAD_AT = 64;
    static final int SHORT_BYTES = LONG_PAYLOAD_AT - SHORT_PAYLOAD_AT;

    /** The largest payload that stands in a ring itself, if the ring is large enough; larger ones go through a chunk. */
    static final int MAX_INLINE_BYTES = 16 << 10;

    static final int INLINE = 1;
    static final int CHUNK = 2;
    static final int PADDING = 3;

    private ShmRecord() {}

    /** Never 0, the stamp of memory that nobody has written, if the secret is odd. */
    static long stamp(long position, long secret) {
        return position ^ secret;
    }

    static long word(int kind, int chunk, int sender, int length) {
        return kind | ((long) chunk << 8) | ((long) sender << 16) | ((long) length << 32);
    }

    static int kind(long word) {
        return (int) word & 0xFF;
    }

    static int chunk(long word) {
        return (int) (word >>> 8) & 0xFF;
    }

    static int sender(long word) {
        return (int) (word >>> 16) & 0xFFFF;
    }

    static int length(long word) {
        return (int) (word >>> 32);
    }

    /** Where the payload of an INLINE record begins. */
    static int payloadAt(int length) {
        return length <= SHORT_BYTES ? SHORT_PAYLOAD_AT : LONG_PAYLOAD_AT;
    }

    /** The bytes that an INLINE record occupies. */
    static int inlineBytes(int length) {
        return length <= SHORT_BYTES ? SLOT_BYTES : LONG_PAYLOAD_AT + (length + SLOT_BYTES - 1 & -SLOT_BYTES);
    }
}
