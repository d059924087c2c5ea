package org.mpi4j.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One place where the output of many ranks comes together: the terminal, or one file or pipe. Only whole lines of different
 * {@link Source}s follow each other. A source may open a line, a prompt for instance, and complete it later; the others wait for
 * it while it goes on, and end the line themselves with a newline if it has been quiet for {@link #QUIET_NANOS}.
 *
 * <p>Thread-safe. A write waits as long as the reader of the terminal does, which is how a slow reader slows the ranks down.
 */
final class Console {
    static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final byte[] ERASE_LINE = "\r\033[K".getBytes(StandardCharsets.US_ASCII);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition lineClosed = lock.newCondition();

    // guarded by lock
    private @Nullable Source openSource;
    private @Nullable OutputStream openStream;
    private long openWrittenNanos;
    private @Nullable OutputStream statusStream;

    /** Who writes: one stream of one rank. Its fields are guarded by the console's lock. */
    static final class Source {
        private final OutputStream to;
        private final byte[] tag;

        /** @param tag what each line of this source begins with; may be empty */
        Source(OutputStream to, byte[] tag) {
            this.to = to;
            this.tag = tag;
        }
    }

    /** Writes {@code bytes}, of which the last line may be open, when no other source has an open line. */
    void write(Source source, byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        lock.lock();
        try {
            closeLineOfOthers(source);
            eraseStatus();
            byte[] tagged = source.tag.length == 0 ? bytes : tag(source, bytes, offset, length);
            source.to.write(tagged, tagged == bytes ? offset : 0, tagged == bytes ? length : tagged.length);
            boolean open = bytes[offset + length - 1] != '\n';
            openSource = open ? source : null;
            openStream = open ? source.to : null;
            openWrittenNanos = System.nanoTime();
            lineClosed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether {@code source} could go on with a line now without ending another's. */
    boolean isFreeFor(Source source) {
        lock.lock();
        try {
            return openSource == null || openSource == source;
        } finally {
            lock.unlock();
        }
    }

    /** {@code source} has ended: nobody need wait for the rest of its line. */
    void end(Source source) {
        lock.lock();
        try {
            if (openSource == source) {
                openWrittenNanos = System.nanoTime() - QUIET_NANOS;
                lineClosed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes a line of the launcher's own; gives up after a second if a rank's write is stuck. */
    void say(OutputStream to, byte[] line) {
        boolean locked = false;
        try {
            locked = lock.tryLock(1, TimeUnit.SECONDS);
            if (locked) {
                closeLine();
                eraseStatus();
            }
            to.write(line);
        } catch (IOException _) {
            // nobody reads any more
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            if (locked) {
                lock.unlock();
            }
        }
    }

    /** Shows a line on a terminal that the next one, or any output, takes the place of; an empty one only takes it away. */
    void show(OutputStream terminal, byte[] status) {
        lock.lock();
        try {
            eraseStatus();
            if (openSource == null && status.length > 0) {
                terminal.write(status);
                statusStream = terminal;
            }
        } catch (IOException _) {
            // nobody reads any more
        } finally {
            lock.unlock();
        }
    }

    private void eraseStatus() throws IOException {
        OutputStream shown = statusStream;
        statusStream = null;
        if (shown != null) {
            shown.write(ERASE_LINE);
        }
    }

    private void closeLineOfOthers(Source source) throws IOException {
        long giveUpNanos = System.nanoTime() + PATIENCE_NANOS;
        boolean interrupted = false;
        while (openSource != null && openSource != source) {
            long restNanos = Math.min(openWrittenNanos + QUIET_NANOS, giveUpNanos) - System.nanoTime();
            if (restNanos <= 0 || interrupted) {
                closeLine();
                break;
            }
            try {
                restNanos = lineClosed.awaitNanos(restNanos);
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeLine() throws IOException {
        OutputStream open = openStream;
        openSource = null;
        openStream = null;
        if (open != null) {
            open.write('\n');
        }
    }

    private byte[] tag(Source source, byte[] bytes, int offset, int length) {
        ByteArrayOutputStream tagged = new ByteArrayOutputStream(length + 16 * source.tag.length);
        boolean atStart = openSource != source;
        for (int i = offset; i < offset + length; i++) {
            if (atStart) {
                tagged.writeBytes(source.tag);
            }
            tagged.write(bytes[i]);
            atStart = bytes[i] == '\n';
        }
        return tagged.toByteArray();
    }
}
