package org.mpi4j.launcher;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is said of the whole job, before its first program. Confined to the main thread; filled by Picocli. */
@Command(
        name = "jrun",
        customSynopsis = {"jrun [options] what [args] [: [options] what [args]]..."},
        description = {"%nStarts a program as several ranks that pass messages to each other with mpi4j, on this host or, inside a Slurm allocation, on all of it.%n"},
        sortOptions = false,
        footer = {
            "",
            "'what' is, the first that fits:",
            "  Hello.java          a source file, run by Java's source launcher",
            "  app.jar             a jar, run by the Main-Class of its manifest",
            "  com.example.Main    with -cp: a class on that class path",
            "  mpi-bench           the bench beside jrun",
            "  java, ./a.sh        a command: a path with a '/', or a name on PATH; mpi4j's jars are added",
            "                      to the class path of 'java', be it -cp or CLASSPATH",
            "  Main                a class on CLASSPATH or in the current folder",
            "",
            "Standard input goes to rank 0. Output is forwarded by whole lines.",
            "The first rank that fails ends the job, and jrun's exit code is that rank's: n for System.exit(n) or",
            "abort(n), 1 for an exception, 128 + signal for a signal; 124 after --timeout, 127 if there is no such",
            "program, 130 after Ctrl-C, 141 if nobody reads the output any more. The second Ctrl-C kills at once.",
            "",
            "Examples:",
            "  jrun -n 5 Hello.java",
            "  jrun -n 5 -cp app.jar com.example.Main",
            "  jrun -n 5 java -Xmx1g -cp app.jar com.example.Main",
            "  jrun -n 1 -cp app.jar Master : -n 4 -cp app.jar Worker",
            "  jrun -n 5 mpi-bench helloworld",
        })
final class JobOptions {
    @Mixin
    AppOptions app = new AppOptions();

    @Option(
            names = "--transport",
            split = ",",
            paramLabel = "shm,tcp",
            description = "Which transports may be used, the preferred one first (the setting mpi4j.transport).")
    @Nullable List<String> transports;

    @Option(names = "--tag-output", description = "Begin each line of output with [rank@host].")
    boolean tagOutput;

    @Option(
            names = "--output-filename",
            paramLabel = "<dir|pattern>",
            description =
                    "Write output to files, not to the terminal: <dir>/rank.<r>.stdout and .stderr, or a pattern with %%r (rank), "
                            + "%%h (host), %%j (job) and %%s (stdout or stderr; without it both share a file).")
    @Nullable String outputFilename;

    @Option(names = "--timeout", paramLabel = "<time>", description = "End the job after this time, such as 90, 90s, 5m or 1h30m, with exit code 124.")
    @Nullable String timeout;

    @Option(names = "--quiet", description = "No messages of jrun's own.")
    boolean quiet;

    @Option(names = "--completion", paramLabel = "<shell>", description = "Print the completion script for bash or zsh: source <(jrun --completion bash)")
    @Nullable String completion;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this page.")
    boolean help;
}
