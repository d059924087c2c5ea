package org.mpi4j.internal.boot.exchange;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One frame: a length of 4 bytes that counts what follows, a code of 1 byte, the content. Big-endian; texts (UTF-8) and blobs carry a
 * length of 4 bytes. Confined to the thread that reads it.
 *
 * @param content at its first unread byte
 */
record Frame(FrameType type, ByteBuffer content) {
    static final int LENGTH_BYTES = 4;
    /** The longest frame before a connection has proved that it knows the secret. */
    static final int STRANGER_LIMIT_BYTES = 4 << 10;
    /** The longest frame that a server takes from a rank. */
    static final int RANK_LIMIT_BYTES = 1 << 20;
    /** The longest frame that a rank takes from a server. */
    static final int SERVER_LIMIT_BYTES = 1 << 30;

    /** Reads the next frame, waiting for it. */
    static Frame read(DataInputStream in, int limitBytes) throws IOException {
        int lengthBytes = checkLength(in.readInt(), limitBytes);
        byte[] bytes = in.readNBytes(lengthBytes);
        if (bytes.length < lengthBytes) {
            throw new MalformedFrameException("the connection ended within a frame");
        }
        return of(ByteBuffer.wrap(bytes));
    }

    /** The frame whose code and content are {@code bytes}. */
    static Frame of(ByteBuffer bytes) throws MalformedFrameException {
        return new Frame(FrameType.of(bytes.get()), bytes);
    }

    static int checkLength(int lengthBytes, int limitBytes) throws MalformedFrameException {
        if (lengthBytes < 1 || lengthBytes > limitBytes) {
            throw new MalformedFrameException("frame lengthBytes=" + lengthBytes + " limitBytes=" + limitBytes);
        }
        return lengthBytes;
    }

    int int32() throws MalformedFrameException {
        require(Integer.BYTES);
        return content.getInt();
    }

    long int64() throws MalformedFrameException {
        require(Long.BYTES);
        return content.getLong();
    }

    byte[] blob() throws MalformedFrameException {
        int lengthBytes = int32();
        require(lengthBytes);
        byte[] bytes = new byte[lengthBytes];
        content.get(bytes);
        return bytes;
    }

    String text() throws MalformedFrameException {
        return new String(blob(), StandardCharsets.UTF_8);
    }

    private void require(int lengthBytes) throws MalformedFrameException {
        if (lengthBytes < 0 || lengthBytes > content.remaining()) {
            throw new MalformedFrameException(type + " lacks content, lengthBytes=" + lengthBytes + " remaining=" + content.remaining());
        }
    }
}
