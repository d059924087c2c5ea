package org.mpi4j.internal.transport.tcp;

import java.nio.ByteBuffer;

/**
 * How a frame lies on the wire, little-endian.
 *
 * <pre>
 *   0        4        12       20       28       36
 *   | length | w0     | w1     | w2     | w3     | payload, length bytes |
 *
 *   length   0 to the largest payload; GOODBYE: nothing follows, the sender has closed its end
 * </pre>
 */
final class Frame {
    static final int HEADER_BYTES = 36;
    static final int GOODBYE = -1;

    private Frame() {}

    static void putHeader(ByteBuffer to, int length, long w0, long w1, long w2, long w3) {
        to.putInt(length).putLong(w0).putLong(w1).putLong(w2).putLong(w3);
    }

    static int length(ByteBuffer from, int at) {
        return from.getInt(at);
    }

    static long word(ByteBuffer from, int at, int index) {
        return from.getLong(at + 4 + 8 * index);
    }
}
