package org.mpi4j.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** One stream of a rank on another host, as it comes out of the agent's frames. Bounded: who fills it waits. Thread-safe. */
final class RemoteStream extends InputStream {
    private static final int MOST_BYTES = 1 << 20;

    // guarded by this
    private final Deque<byte[]> parts = new ArrayDeque<>();
    private int consumed;
    private int heldBytes;
    private boolean ended;

    /** Adds bytes, or the end if there are none; returns when there was room for them. */
    synchronized void put(byte[] bytes) throws InterruptedException {
        while (heldBytes > MOST_BYTES && !ended) {
            wait();
        }
        if (bytes.length == 0) {
            ended = true;
        } else if (!ended) {
            parts.add(bytes);
            heldBytes += bytes.length;
        }
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
        try {
            while (parts.isEmpty() && !ended) {
                wait();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
        byte[] first = parts.peek();
        if (first == null) {
            return -1;
        }
        int n = Math.min(length, first.length - consumed);
        System.arraycopy(first, consumed, into, offset, n);
        consumed += n;
        heldBytes -= n;
        if (consumed == first.length) {
            parts.remove();
            consumed = 0;
        }
        notifyAll();
        return n;
    }

    @Override
    public synchronized int available() {
        byte[] first = parts.peek();
        return first == null ? 0 : first.length - consumed;
    }
}
