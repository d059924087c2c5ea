package org.mpi4j.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The ahead-of-time caches of the JVM (JEP 514) that lie beside mpi4j's jars: classes that are loaded and linked already. A cache belongs to one build of the JDK, so the folder is named after that. Immutable.
 *
 * @param folder may not exist
 */
record AotCaches(Path folder) {
    /** The cache of users' programs, whose class path begins with {@link Installation#core}. Those of tools have the tool's name. */
    static final String PROGRAMS = "programs";

    /** The same with what it takes to talk over TCP, for a class path that goes on with {@link Installation#netty}; without TCP its size would only cost time. */
    static final String PROGRAMS_TCP = "programs-tcp";

    /** What the JDK finds out itself, but by opening each jar of the class path: 1 ms for each. Only for a JDK that was tried with it. */
    static final String SELECTORS = "-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.EPollSelectorProvider";

    /** The JDK's own value, for which it would read its security properties. For tools, which need no other. */
    static final String EXCEPTIONS = "-Djdk.includeInExceptions=hostInfoExclSocket";

    /** Those with which a JVM has been seen to use a cache: people give them to small ranks. */
    private static final Set<String> HARMLESS = Set.of("-XX:+UseSerialGC", "-XX:+UseParallelGC", "-XX:+UseG1GC", "-XX:TieredStopAtLevel=1");

    /** Those for the JDK that runs this launcher. */
    static AotCaches in(Path lib) {
        return new AotCaches(lib.resolve("aot").resolve(Runtime.version().toString()));
    }

    /**
     * The options by which a JVM uses a cache, if there is one and the user's own options would not keep the JVM from it: it then would
     * use no archive at all, not even the JDK's own, and be slower than without. A cache that it refuses all the same, it refuses
     * in silence.
     */
    List<String> options(String name, List<String> userOptions) {
        Path file = file(name);
        if (!userOptions.stream().allMatch(AotCaches::isHarmless) || !Files.isReadable(file)) {
            return List.of();
        }
        // relocated to a random address, as is the default, each process would have its own copy of all its pages
        return List.of("-XX:AOTCache=" + file, "-Xlog:aot*=off", "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0",
                "-XX:-AOTReplayTraining", SELECTORS);
    }

    Path file(String name) {
        return folder.resolve(name + ".aot");
    }

    /** Options about modules, agents and collectors change what a cache holds. */
    private static boolean isHarmless(String option) {
        return !option.startsWith("--")
                && (!option.startsWith("-XX:") || HARMLESS.contains(option))
                && !option.startsWith("-agent")
                && !option.startsWith("-javaagent")
                && !option.startsWith("-Xshare")
                && !option.equals("-p");
    }
}
