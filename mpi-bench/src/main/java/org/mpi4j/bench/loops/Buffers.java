package org.mpi4j.bench.loops;

import org.mpi4j.Buf;

/**
 * Makes the buffers of a test. Immutable.
 *
 * @param memory where they are
 * @param written whether what is sent is written anew each time, as by a program that computes it; else it never changes
 */
public record Buffers(Memory memory, boolean written) {
    Buf bytes(long count) {
        return memory.bytes(count).buf();
    }

    Buf doubles(long count) {
        return memory.doubles(count).buf();
    }

    SendBuffer sendBytes(long count) {
        return sent(memory.bytes(count));
    }

    SendBuffer sendDoubles(long count) {
        return sent(memory.doubles(count));
    }

    private SendBuffer sent(Memory.Place place) {
        return new SendBuffer(place.buf(), place.memory(), written);
    }
}
