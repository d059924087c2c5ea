package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;

/**
 * What a partitioned send tells the receive that it matches: where its parts will come. Immutable. Each part is a message in that context, with the
 * number of the part as its tag; so those of one start and the next do not mix.
 *
 * @param context one of its own
 * @param partitions how many parts the sender makes
 * @param partitionBytes the size of each
 */
record Channel(long context, long partitions, long partitionBytes) {
    static final int BYTES = 3 * Long.BYTES;

    static Channel read(long[] words) {
        return new Channel(words[0], words[1], words[2]);
    }

    MemorySegment toMemory() {
        return MemorySegment.ofArray(new long[] {context, partitions, partitionBytes});
    }

    long bytes() {
        return partitions * partitionBytes;
    }
}
