package org.mpi4j.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A command that runs. Its output is collected as it comes. Closing it kills the whole tree. Thread-safe. */
final class Started implements AutoCloseable {
    private final Process process;
    private final Duration limit;
    private final Collected stdout;
    private final Collected stderr;
    private final long startNanos = System.nanoTime();

    /** What a command has left behind. */
    record Result(int code, String stdout, String stderr, Duration took) {}

    Started(Process process, Duration limit) {
        this.process = process;
        this.limit = limit;
        this.stdout = new Collected(process.getInputStream());
        this.stderr = new Collected(process.getErrorStream());
    }

    long pid() {
        return process.pid();
    }

    Process process() {
        return process;
    }

    /** Waits for the end; past the limit, kills and throws. */
    Result await() throws InterruptedException {
        if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            close();
            throw new AssertionError("still running after " + limit + ", stdout=" + stdout.text() + " stderr=" + stderr.text());
        }
        Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
        return new Result(process.exitValue(), stdout.all(), stderr.all(), took);
    }

    /** Waits until standard output is as wanted, and returns it. */
    String awaitOutput(Predicate<String> wanted) throws InterruptedException {
        return stdout.await(wanted, limit);
    }

    /** Waits until standard error is as wanted, and returns it. */
    String awaitErrors(Predicate<String> wanted) throws InterruptedException {
        return stderr.await(wanted, limit);
    }

    /** Sends a signal such as {@code INT} to the process alone. */
    void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-s", name, Long.toString(pid())).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("kill -s " + name + " " + pid() + " exited with " + code);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** One stream, read by a thread of its own. */
    private static final class Collected {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread thread;

        Collected(InputStream from) {
            this.thread = Thread.ofVirtual().start(() -> read(from));
        }

        private void read(InputStream from) {
            byte[] buffer = new byte[8192];
            try {
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                    synchronized (this) {
                        bytes.write(buffer, 0, n);
                        notifyAll();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        String all() throws InterruptedException {
            thread.join(Duration.ofSeconds(5));
            return text();
        }

        synchronized String await(Predicate<String> wanted, Duration limit) throws InterruptedException {
            long deadlineNanos = System.nanoTime() + limit.toNanos();
            while (!wanted.test(text())) {
                long restMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
                if (restMillis <= 0) {
                    throw new AssertionError("not in the output within " + limit + ": " + text());
                }
                wait(restMillis);
            }
            return text();
        }
    }
}
