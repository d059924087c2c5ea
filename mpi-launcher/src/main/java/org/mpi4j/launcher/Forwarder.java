package org.mpi4j.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Carries the ranks' output to the launcher's own: a thread for each stream of each rank, and one that shows unfinished lines.
 * Thread-safe.
 */
final class Forwarder {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final long STACK_BYTES = 128 << 10;
    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final OutputStream stdout = new FileOutputStream(FileDescriptor.out);
    private final OutputStream stderr = new FileOutputStream(FileDescriptor.err);
    private final Console console = new Console();
    private final Console errorConsole = sameFile() ? console : new Console();
    private final Tags tags;
    private final Runnable stdoutBroke;
    private final List<Reader> readers = new CopyOnWriteArrayList<>();
    private final Thread flusher;

    /** What lines of output begin with. */
    enum Tags {
        NONE,
        RANK,
        RANK_AND_HOST;

        String of(Placement.Seat seat) {
            return switch (this) {
                case NONE -> "";
                case RANK -> "[" + seat.rank() + "] ";
                case RANK_AND_HOST -> "[" + seat.rank() + "@" + seat.host() + "] ";
            };
        }
    }

    /** @param stdoutBroke called, perhaps often, when nobody reads the launcher's standard output any more */
    Forwarder(Tags tags, Runnable stdoutBroke) {
        this.tags = tags;
        this.stdoutBroke = stdoutBroke;
        this.flusher = Thread.ofPlatform().daemon().name("jrun-flusher").start(this::flush);
    }

    void forward(RankProcess rank) {
        byte[] tag = tags.of(rank.seat()).getBytes(StandardCharsets.UTF_8);
        start(rank.process().getInputStream(), new LineBuffer(console, new Console.Source(stdout, tag)), "stdout-" + rank.rank());
        start(rank.process().getErrorStream(), new LineBuffer(errorConsole, new Console.Source(stderr, tag)), "stderr-" + rank.rank());
    }

    private void start(InputStream from, LineBuffer to, String name) {
        Reader reader = new Reader(from, to);
        readers.add(reader);
        reader.thread = Thread.ofPlatform().daemon().name(name).stackSize(STACK_BYTES).start(reader);
        LockSupport.unpark(flusher);
    }

    /** A message of the launcher's own. */
    void say(String message) {
        errorConsole.say(stderr, ("jrun: " + message + "\n").getBytes(Charset.defaultCharset()));
    }

    /** Shows how far the start has come, if standard error is a terminal, until the next such word or any output; an empty one ends it. */
    void progress(String status) {
        if (StandardInput.isTerminal(2)) {
            errorConsole.show(stderr, status.isEmpty() ? new byte[0] : ("jrun: " + status).getBytes(Charset.defaultCharset()));
        }
    }

    /**
     * Waits until all output has been written; false if no more has come for {@code quietNanos} though some stream is still open, or
     * {@code limitNanos} have passed.
     */
    boolean drain(long quietNanos, long limitNanos) throws InterruptedException {
        long startNanos = System.nanoTime();
        for (Reader reader : readers) {
            Thread thread = reader.thread;
            while (thread != null && !thread.join(Duration.ofMillis(5))) {
                long now = System.nanoTime();
                boolean quiet = readers.stream().noneMatch(r -> r.writing) && now - Math.max(startNanos, lastReadNanos()) > quietNanos;
                if (quiet || now - startNanos > limitNanos) {
                    return false;
                }
            }
        }
        return true;
    }

    private long lastReadNanos() {
        return readers.stream().mapToLong(r -> r.lastNanos).max().orElse(Long.MIN_VALUE);
    }

    private void flush() {
        while (true) {
            boolean held = false;
            long now = System.nanoTime();
            for (Reader reader : readers) {
                held |= reader.flush(now);
            }
            if (held) {
                LockSupport.parkNanos(FLUSH_NANOS);
            } else {
                LockSupport.park();
            }
        }
    }

    private static boolean sameFile() {
        try {
            Path out = Files.readSymbolicLink(Path.of("/proc/self/fd/1"));
            return out.equals(Files.readSymbolicLink(Path.of("/proc/self/fd/2")));
        } catch (IOException | UnsupportedOperationException _) {
            return true;
        }
    }

    /** Reads one stream to its end. Confined to its thread but for the volatile fields. */
    private final class Reader implements Runnable {
        private final InputStream from;
        private final LineBuffer to;
        private volatile boolean writing;
        private volatile long lastNanos = System.nanoTime();
        private volatile @Nullable Thread thread;

        Reader(InputStream from, LineBuffer to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public void run() {
            byte[] buffer = new byte[BUFFER_BYTES];
            try {
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                    writing = true;
                    lastNanos = System.nanoTime();
                    write(buffer, n);
                    writing = false;
                    LockSupport.unpark(flusher);
                }
            } catch (IOException _) {
                // closed: the rank is gone
            }
            writing = true;
            write(buffer, -1);
            writing = false;
        }

        private void write(byte[] buffer, int length) {
            try {
                if (length < 0) {
                    to.end();
                } else {
                    to.take(buffer, length);
                }
            } catch (IOException _) {
                stdoutBroke.run();
            }
        }

        boolean flush(long nowNanos) {
            try {
                return to.flushIfQuiet(nowNanos);
            } catch (IOException _) {
                stdoutBroke.run();
                return false;
            }
        }
    }
}
