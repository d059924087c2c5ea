package org.mpi4j.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The processor time of this process. Stateless. */
final class ProcessorTime {
    private static final Path TASKS = Path.of("/proc/self/task");

    private ProcessorTime() {}

    /** Of the threads that live, to the nanosecond, where the kernel tells it; else of all, in ticks. */
    static long nanos() {
        String[] threads = TASKS.toFile().list();
        long nanos = 0;
        for (String thread : threads == null ? new String[0] : threads) {
            nanos += of(thread);
        }
        return nanos > 0 ? nanos : ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    private static long of(String thread) {
        try {
            String schedstat = Files.readString(TASKS.resolve(thread + File.separator + "schedstat"));
            return Long.parseLong(schedstat.substring(0, schedstat.indexOf(' ')));
        } catch (IOException | RuntimeException _) {
            return 0;
        }
    }
}
