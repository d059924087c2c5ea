package org.mpi4j.internal.serial;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/** Reads memory of any length as a stream. Confined to one thread. */
public final class SegmentInput extends InputStream {
    private final MemorySegment memory;
    private final long end;
    private long position;

    public SegmentInput(MemorySegment memory) {
        this.memory = memory;
        this.end = memory.byteSize();
    }

    long remaining() {
        return end - position;
    }

    /** What has not been read yet. */
    MemorySegment rest() {
        return memory.asSlice(position);
    }

    @Override
    public int read() {
        return position == end ? -1 : memory.get(ValueLayout.JAVA_BYTE, position++) & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, target.length);
        if (count > 0 && position == end) {
            return -1;
        }
        int n = (int) Math.min(count, end - position);
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, position, target, offset, n);
        position += n;
        return n;
    }

    @Override
    public long skip(long count) {
        long n = Math.clamp(count, 0, end - position);
        position += n;
        return n;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - position);
    }
}
