package org.mpi4j.launcher;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One program of the job, ready to run. Immutable.
 *
 * @param ranks how many ranks the user wants, or null if the launcher is to choose
 * @param variables as given with {@code -x}, and the program's number if there are several
 * @param source the source file that it is, if jrun may compile it for all ranks; else null
 */
record App(@Nullable Integer ranks, List<String> commandLine, Path directory, List<String> variables, @Nullable SourceProgram source) {
    App(@Nullable Integer ranks, List<String> commandLine, Path directory, List<String> variables) {
        this(ranks, commandLine, directory, variables, null);
    }

    /** The same, but run so. */
    App running(List<String> line) {
        return new App(ranks, line, directory, variables, source);
    }

    /** The same on a host that does not see what jrun has compiled. */
    App asSource() {
        return source == null ? this : running(source.compiling());
    }

    /** Whether that is a JVM, to which options may be added, and no script or other program. */
    boolean isJava() {
        return Path.of(commandLine.getFirst()).endsWith("java");
    }
}
