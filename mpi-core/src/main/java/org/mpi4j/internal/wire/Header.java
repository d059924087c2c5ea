package org.mpi4j.internal.wire;

/**
 * The header of each frame: four words, passed in registers and laid out by the transports as little-endian longs.
 *
 * <pre>
 *   word 0   | kind 8 | flags 8 | source 32 (rank of the sender in the communicator) | unused 16 |
 *   word 1   | tag 32 | id 32 |
 *   word 2   | context 64 |
 *   word 3   | length or offset 64 |
 *
 *   kind     tag   id             context   length
 *   EAGER    tag   -              context   bytes of the message (the payload)
 *   RTS      tag   sender's op    context   bytes of the message (no payload)
 *   CTS      -     sender's op    receiver's op   bytes wanted (may be less than were offered)
 *   DATA     -     receiver's op  -         offset of this payload in the message
 *   CREDIT   -     -              -         eager bytes given back
 * </pre>
 */
public final class Header {
    public static final int EAGER = 1;
    public static final int RTS = 2;
    public static final int CTS = 3;
    public static final int DATA = 4;
    public static final int CREDIT = 5;

    /** How many bytes the four words take. */
    public static final int BYTES = 32;

    private Header() {}

    public static long w0(int kind, int source) {
        return kind | (source & 0xFFFF_FFFFL) << 16;
    }

    public static long w1(int tag, int id) {
        return (tag & 0xFFFF_FFFFL) | (long) id << 32;
    }

    public static int kind(long w0) {
        return (int) (w0 & 0xFF);
    }

    public static int source(long w0) {
        return (int) (w0 >>> 16);
    }

    public static int tag(long w1) {
        return (int) w1;
    }

    public static int id(long w1) {
        return (int) (w1 >>> 32);
    }
}
