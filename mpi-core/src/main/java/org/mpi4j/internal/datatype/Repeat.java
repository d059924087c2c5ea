package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;

/** The same layout several times, a fixed number of bytes apart. Immutable. */
final class Repeat implements Layout {
    private final long count;
    private final long stride;
    private final Layout body;
    private final long bodySize;

    private Repeat(long count, long stride, Layout body) {
        this.count = count;
        this.stride = stride;
        this.body = body;
        this.bodySize = body.size();
    }

    /** @throws ArithmeticException if the size does not fit into 64 bits */
    static Layout of(long count, long stride, Layout body) {
        if (count == 0 || body.size() == 0) {
            return Block.EMPTY;
        }
        long size = Math.multiplyExact(count, body.size());
        if (count == 1) {
            return body;
        }
        if (body instanceof Block block && block.size() == stride) {
            return new Block(block.offset(), size);
        }
        if (body instanceof Repeat inner && inner.count * inner.stride == stride) {
            return new Repeat(count * inner.count, inner.stride, inner.body);
        }
        return new Repeat(count, stride, body);
    }

    @Override
    public long size() {
        return count * bodySize;
    }

    @Override
    public long runs() {
        return count * body.runs();
    }

    @Override
    public void copy(boolean packing, MemorySegment memory, long at, MemorySegment packed, long packedAt, long from, long to) {
        long index = from == 0 ? 0 : from / bodySize;
        long skip = from - index * bodySize;
        long left = to - from;
        long start = at + index * stride;
        long out = packedAt;
        if (skip != 0) {
            long head = Math.min(left, bodySize - skip);
            body.copy(packing, memory, start, packed, out, skip, skip + head);
            start += stride;
            out += head;
            left -= head;
        }
        long whole = left == bodySize ? 1 : left / bodySize;
        copyWhole(packing, memory, start, packed, out, whole);
        long tail = left - whole * bodySize;
        if (tail != 0) {
            body.copy(packing, memory, start + whole * stride, packed, out + whole * bodySize, 0, tail);
        }
    }

    private void copyWhole(boolean packing, MemorySegment memory, long start, MemorySegment packed, long out, long whole) {
        switch (body) {
            case Block block -> StridedCopy.many(packing, memory, start + block.offset(), stride, packed, out, bodySize, bodySize, whole);
            case Indexed fields -> fields.copyRepeated(packing, memory, start, stride, packed, out, whole);
            case Repeat _, Sequence _ -> {
                for (long i = 0; i < whole; i++) {
                    body.copy(packing, memory, start + i * stride, packed, out + i * bodySize, 0, bodySize);
                }
            }
        }
    }

    @Override
    public Layout shifted(long offsetBytes) {
        return new Repeat(count, stride, body.shifted(offsetBytes));
    }
}
