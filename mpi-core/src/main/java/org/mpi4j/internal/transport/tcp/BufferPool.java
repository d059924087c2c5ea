package org.mpi4j.internal.transport.tcp;

import java.util.ArrayDeque;

/** The buffers of one transport that nobody uses now. Confined to the driver. */
final class BufferPool {
    private static final int KEPT = 8;

    private final ArrayDeque<WireBuffer> free = new ArrayDeque<>(KEPT + 1);
    private final int capacityBytes;

    BufferPool(int capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    WireBuffer take() {
        WireBuffer buffer = free.pollLast();
        return buffer == null ? new WireBuffer(capacityBytes) : buffer;
    }

    void give(WireBuffer buffer) {
        if (free.size() < KEPT) {
            buffer.clear();
            free.addLast(buffer);
        }
    }
}
