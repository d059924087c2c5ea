package org.mpi4j.bench.compare;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * One child process, from start to end: it is over, with all that it started, when {@link #run} returns, and when this JVM ends. Confined to
 * one thread.
 */
final class Child {
    private static final Duration GRACE = Duration.ofSeconds(3);

    /**
     * What came of it.
     *
     * @param lines its standard output, as far as it came
     * @param failure empty if it ended well; else one line that says why not
     * @param tookNanos from its start to its end
     */
    record Outcome(List<String> lines, String failure, long tookNanos) {}

    private Child() {}

    static Outcome run(Invocation invocation, Duration limit) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(invocation.line()).redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(invocation.environment());
        long start = System.nanoTime();
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Outcome(List.of(), String.valueOf(e.getMessage()), 0);
        }
        Thread atExit = Thread.ofPlatform().unstarted(() -> end(process));
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            return await(process, start, limit);
        } finally {
            end(process);
            forget(atExit);
        }
    }

    private static Outcome await(Process process, long start, Duration limit) throws InterruptedException {
        CompletableFuture<String> out = read(process.getInputStream());
        CompletableFuture<String> err = read(process.getErrorStream());
        boolean ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        long tookNanos = System.nanoTime() - start;
        if (!ended) {
            end(process);
        }
        List<String> lines = text(out).lines().toList();
        if (!ended) {
            return new Outcome(lines, "not over within " + limit.toSeconds() + " s", tookNanos);
        }
        String failure = process.exitValue() == 0 ? "" : "exit code " + process.exitValue() + lastLine(text(err));
        return new Outcome(lines, failure, tookNanos);
    }

    private static CompletableFuture<String> read(InputStream from) {
        CompletableFuture<String> all = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                all.complete(new String(from.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                all.completeExceptionally(e);
            }
        });
        return all;
    }

    private static String text(CompletableFuture<String> stream) throws InterruptedException {
        try {
            return stream.get(GRACE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException _) {
            return "";
        }
    }

    private static String lastLine(String stderr) {
        return stderr.lines().filter(line -> !line.isBlank()).reduce((_, last) -> last).map(line -> ": " + line.strip()).orElse("");
    }

    /** A launcher is asked first, for it knows its ranks; then all are killed that descended from it. */
    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        process.destroy();
        isOver(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(Child::isOver);
    }

    /** Waits, but not for long. */
    private static boolean isOver(ProcessHandle one) {
        try {
            one.onExit().get(GRACE.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            return; // this JVM is ending, and the hook does what is left
        }
    }
}
