package org.mpi4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The processor time that this process had used at some moment: of each thread, to the nanosecond, where the kernel tells it; else of all
 * together, in ticks. Immutable.
 */
record ProcessorTime(Map<String, Long> nanosOfThreads) {
    private static final Path THREADS = Path.of("/proc/self/task");

    static ProcessorTime now() {
        String[] threads = THREADS.toFile().list();
        Map<String, Long> nanos = new HashMap<>();
        for (String thread : threads == null ? new String[0] : threads) {
            try {
                String schedstat = Files.readString(THREADS.resolve(thread).resolve("schedstat"));
                nanos.put(thread, Long.parseLong(schedstat.substring(0, schedstat.indexOf(' '))));
            } catch (IOException | RuntimeException _) {
                // it has just ended, or this kernel does not tell
            }
        }
        return new ProcessorTime(nanos.isEmpty() ? Map.of("all", ticks()) : Map.copyOf(nanos));
    }

    private static long ticks() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** What has been used since then, but by threads that have ended. */
    long nanosSince(ProcessorTime before) {
        long nanos = 0;
        for (Map.Entry<String, Long> thread : nanosOfThreads.entrySet()) {
            nanos += thread.getValue() - before.nanosOfThreads.getOrDefault(thread.getKey(), 0L);
        }
        return nanos;
    }
}
