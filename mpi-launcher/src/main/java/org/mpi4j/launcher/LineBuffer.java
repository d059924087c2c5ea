package org.mpi4j.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Turns the bytes of one stream of one rank into whole lines for a {@link Console}. What has no newline yet is held back until it has,
 * or has waited for {@link #HOLD_NANOS} with nobody else's line open, or grows beyond {@link #LIMIT_BYTES}. Thread-safe: its reader
 * fills it, the flusher calls {@link #flushIfQuiet}.
 */
final class LineBuffer {
    static final long HOLD_NANOS = 30_000_000;
    static final int LIMIT_BYTES = 64 << 10;

    private final Console console;
    private final Console.Source source;

    // guarded by this
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private long lastNanos;

    LineBuffer(Console console, Console.Source source) {
        this.console = console;
        this.source = source;
    }

    synchronized void take(byte[] bytes, int length) throws IOException {
        lastNanos = System.nanoTime();
        int lines = length;
        while (lines > 0 && bytes[lines - 1] != '\n') {
            lines--;
        }
        if (lines > 0) {
            writeHeldAnd(bytes, lines);
        }
        held.write(bytes, lines, length - lines);
        if (held.size() > LIMIT_BYTES) {
            writeHeldAnd(bytes, 0);
        }
    }

    /** The stream has ended: writes what is left. */
    synchronized void end() throws IOException {
        writeHeldAnd(new byte[0], 0);
        console.end(source);
    }

    /** Shows an unfinished line that has waited long enough; returns whether one is still held. */
    boolean flushIfQuiet(long nowNanos) throws IOException {
        synchronized (this) {
            if (held.size() == 0) {
                return false;
            }
            if (nowNanos - lastNanos < HOLD_NANOS || !console.isFreeFor(source)) {
                return true;
            }
            writeHeldAnd(new byte[0], 0);
            return false;
        }
    }

    private void writeHeldAnd(byte[] bytes, int length) throws IOException {
        if (held.size() == 0) {
            console.write(source, bytes, 0, length);
            return;
        }
        held.write(bytes, 0, length);
        byte[] all = held.toByteArray();
        held.reset();
        console.write(source, all, 0, all.length);
    }
}
