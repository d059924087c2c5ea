package org.mpi4j.internal.boot.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds one frame. Confined to the thread that made it. */
final class FrameBuilder {
    private ByteBuffer bytes = ByteBuffer.allocate(256);

    FrameBuilder(FrameType type) {
        bytes.putInt(0).put(type.code());
    }

    FrameBuilder int32(int value) {
        room(Integer.BYTES);
        bytes.putInt(value);
        return this;
    }

    FrameBuilder int64(long value) {
        room(Long.BYTES);
        bytes.putLong(value);
        return this;
    }

    FrameBuilder blob(byte[] value) {
        int32(value.length);
        room(value.length);
        bytes.put(value);
        return this;
    }

    FrameBuilder text(String value) {
        return blob(value.getBytes(StandardCharsets.UTF_8));
    }

    /** The whole frame, its length filled in. */
    ByteBuffer done() {
        return ByteBuffer.wrap(toBytes());
    }

    /** The whole frame, its length filled in. */
    byte[] toBytes() {
        bytes.putInt(0, bytes.position() - Frame.LENGTH_BYTES);
        byte[] frame = new byte[bytes.position()];
        bytes.get(0, frame);
        return frame;
    }

    private void room(int moreBytes) {
        if (bytes.remaining() < moreBytes) {
            int wanted = Math.max(Math.addExact(bytes.position(), moreBytes), (int) Math.min(2L * bytes.capacity(), Frame.SERVER_LIMIT_BYTES));
            bytes = ByteBuffer.allocate(wanted).put(bytes.flip());
        }
    }
}
