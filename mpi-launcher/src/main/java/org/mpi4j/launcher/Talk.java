package org.mpi4j.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of what a command that leads to a host says on its standard error, where ssh tells what went wrong. Thread-safe. */
final class Talk {
    private static final int KEPT_CHARS = 2_000;
    private static final int LAST_WORDS_MILLIS = 1_000;

    private final InputStream from;
    /** Guarded by itself. */
    private final StringBuilder kept = new StringBuilder();
    private final CountDownLatch ended = new CountDownLatch(1);

    private Talk(InputStream from) {
        this.from = from;
    }

    /** Hears what a command that leads to the host says, on a thread of its own. */
    static Talk listen(String host, InputStream from) {
        Talk talk = new Talk(from);
        Thread.ofPlatform().daemon().name("talk-" + host).start(talk::run);
        return talk;
    }

    private void run() {
        byte[] buffer = new byte[1024];
        try (from) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                synchronized (kept) {
                    kept.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                    kept.delete(0, Math.max(0, kept.length() - KEPT_CHARS));
                }
            }
        } catch (IOException _) {
            // it is gone
        } finally {
            ended.countDown();
        }
    }

    void add(String line) {
        synchronized (kept) {
            kept.append(line).append('\n');
        }
    }

    /** Returns when all has been said, or in time: a child of the command may hold the stream open. */
    void awaitEnd() throws InterruptedException {
        var _ = ended.await(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
    }

    String lastLines() {
        synchronized (kept) {
            return String.join("; ", kept.toString().lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
        }
    }
}
