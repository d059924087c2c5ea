package org.mpi4j.internal.boot;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Info;

/** How a process was started, with the keys of {@code MPI_INFO_ENV}: MPI 5.0, section 11.2.1. Stateless. */
final class StartInfo {
    private StartInfo() {}

    static Info of(
            Function<String, @Nullable String> environment, Function<String, @Nullable String> properties, String host, String... args) {
        Info info = Info.of();
        String line = properties.apply("sun.java.command");
        put(info, "command", line == null ? null : line.split(" ", 2)[0]);
        put(info, "argv", String.join(" ", args));
        String size = environment.apply(JobVariables.SIZE);
        put(info, "maxprocs", size == null ? environment.apply("SLURM_NTASKS") : size);
        put(info, "host", host);
        put(info, "arch", properties.apply("os.arch"));
        put(info, "wdir", properties.apply("user.dir"));
        put(info, "thread_level", "MPI_THREAD_MULTIPLE");
        return info;
    }

    private static void put(Info info, String key, @Nullable String value) {
        if (value != null && !value.isBlank() && value.length() <= Info.MAX_VALUE) {
            info.set(key, value);
        }
    }
}
