package org.mpi4j.internal.datatype;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Different layouts one after the other. Immutable. Part {@code i} is at {@code offsets[i]} and packed at {@code [starts[i], starts[i + 1])}. */
final class Sequence implements Layout {
    private final Layout[] parts;
    private final long[] offsets;
    private final long[] starts;

    private Sequence(Layout[] parts, long[] offsets, long[] starts) {
        this.parts = parts;
        this.offsets = offsets;
        this.starts = starts;
    }

    /**
     * Parts {@code parts[i]} at {@code offsets[i]}.
     *
     * @throws ArithmeticException if the size does not fit into 64 bits
     */
    static Layout of(Layout[] parts, long[] offsets) {
        Layout[] kept = new Layout[parts.length];
        long[] at = new long[parts.length];
        int count = 0;
        boolean blocks = true;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].size() == 0) {
                continue;
            }
            Layout part = parts[i];
            long offset = offsets[i];
            if (part instanceof Block block) {
                offset += block.offset();
                if (count > 0 && kept[count - 1] instanceof Block last && at[count - 1] + last.size() == offset) {
                    kept[count - 1] = new Block(0, Math.addExact(last.size(), block.size()));
                    continue;
                }
                part = new Block(0, block.size());
            } else {
                blocks = false;
            }
            kept[count] = part;
            at[count++] = offset;
        }
        return simplest(Arrays.copyOf(kept, count), Arrays.copyOf(at, count), blocks);
    }

    private static Layout simplest(Layout[] parts, long[] offsets, boolean blocks) {
        int count = parts.length;
        if (count == 0) {
            return Block.EMPTY;
        }
        if (count == 1 && blocks) {
            return new Block(offsets[0], parts[0].size());
        }
        if (count == 1 && offsets[0] == 0) {
            return parts[0];
        }
        long[] starts = new long[count + 1];
        for (int i = 0; i < count; i++) {
            starts[i + 1] = Math.addExact(starts[i], parts[i].size());
        }
        if (!blocks) {
            return new Sequence(parts, offsets, starts);
        }
        long stride = offsets[1] - offsets[0];
        boolean regular = true;
        for (int i = 1; i < count; i++) {
            regular &= offsets[i] - offsets[i - 1] == stride && parts[i].size() == parts[0].size();
        }
        return regular ? Repeat.of(count, stride, new Block(offsets[0], parts[0].size())) : new Indexed(offsets, starts);
    }

    @Override
    public long size() {
        return starts[parts.length];
    }

    @Override
    public long runs() {
        long runs = 0;
        for (Layout part : parts) {
            runs += part.runs();
        }
        return runs;
    }

    @Override
    public void copy(boolean packing, MemorySegment memory, long at, MemorySegment packed, long packedAt, long from, long to) {
        long position = from;
        for (int i = from == 0 ? 0 : Indexed.indexOf(starts, parts.length, from); position < to; i++) {
            long end = Math.min(to, starts[i + 1]);
            long out = packedAt + (position - from);
            parts[i].copy(packing, memory, at + offsets[i], packed, out, position - starts[i], end - starts[i]);
            position = end;
        }
    }

    @Override
    public Layout shifted(long offsetBytes) {
        return new Sequence(parts, Indexed.shifted(offsets, offsetBytes), starts);
    }
}
