package org.mpi4j.launcher;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One program of the job, ready to run. Immutable.
 *
 * @param ranks how many ranks the user wants, or null if the launcher is to choose
 * @param variables as given with {@code -x}, and the program's number if there are several
 */
record App(@Nullable Integer ranks, List<String> commandLine, Path directory, List<String> variables) {
    /** Whether that is a JVM, to which options may be added, and no script or other program. */
    boolean isJava() {
        return Path.of(commandLine.getFirst()).endsWith("java");
    }
}
