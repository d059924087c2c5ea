package org.mpi4j.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of one program, and again of each further one after a {@code :}. Confined to the main thread; filled by {@link Arguments}. */
final class AppOptions {
    @Nullable Integer ranks;
    final List<String> variables = new ArrayList<>();
    @Nullable Path directory;
    @Nullable String classPath;
    final List<String> javaOptions = new ArrayList<>();
    final List<String> command = new ArrayList<>();
}
