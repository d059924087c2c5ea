package org.mpi4j.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is said of one program, and again of each further one after a {@code :}. Confined to the main thread; filled by Picocli. */
final class AppOptions {
    @Option(
            names = {"-n", "-np", "--ranks"},
            paramLabel = "<ranks>",
            description = "How many ranks. Default: one per core of this host; in a Slurm allocation, all of it; after a ':', 1.")
    @Nullable Integer ranks;

    @Option(
            names = {"-x", "--env"},
            paramLabel = "<VAR[=value]>",
            description = "Set VAR for the ranks. All of jrun's own environment is passed on in any case.")
    List<String> variables = new ArrayList<>();

    @Option(names = "--wdir", paramLabel = "<dir>", description = "The folder to run in.")
    @Nullable Path directory;

    @Option(
            names = {"-cp", "--class-path"},
            paramLabel = "<path>",
            description = "Class path of a class, a source file or a jar. mpi4j's own jars follow it. Default: CLASSPATH, else the current folder.")
    @Nullable String classPath;

    @Option(
            names = {"-J", "--java"},
            paramLabel = "<option>",
            description = "An option for the Java that jrun starts, such as -J-Xmx1g.")
    List<String> javaOptions = new ArrayList<>();

    @Parameters(arity = "0..*", paramLabel = "what [args]", description = "The program, and its arguments.")
    List<String> command = new ArrayList<>();
}
