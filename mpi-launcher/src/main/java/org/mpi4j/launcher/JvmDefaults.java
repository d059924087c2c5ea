package org.mpi4j.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The options that jrun gives the JVMs of ranks before the user's own, which prevail. Stateless. */
final class JvmDefaults {
    /**
     * A method is compiled once it has run five times as often as is usual. What all ranks of a host run only while they start would
     * keep its cores busy otherwise: a third of the time of five short ranks on two cores. A rank that computes gets there in some milliseconds more.
     */
    static final String LATE_COMPILATION = "-XX:CompileThresholdScaling=5";

    /**
     * The JDK's own collector, G1, makes each store of a new object into an old one dear, which a small message does several times, and works beside the
     * ranks. This one costs nothing while it does not run (decision 18).
     */
    static final String COLLECTOR = "-XX:+UseParallelGC";

    /** Where a JVM finds options. */
    static final List<String> VARIABLES = List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

    private JvmDefaults() {}

    /**
     * @param javaOptions the user's
     * @param environment of the ranks, which may hold options too
     */
    static List<String> of(List<String> javaOptions, Map<String, String> environment) {
        List<String> defaults = new ArrayList<>(List.of(LATE_COMPILATION));
        Stream<String> others = VARIABLES.stream().flatMap(name -> Stream.of(environment.getOrDefault(name, "").split("\\s+", -1)));
        if (Stream.concat(javaOptions.stream(), others).noneMatch(JvmDefaults::isAboutCollectors)) {
            defaults.add(COLLECTOR);
        }
        return List.copyOf(defaults);
    }

    /** A JVM refuses to choose between two; a file may hold any option; and a cache that is being made can keep objects of G1's heap only. */
    private static boolean isAboutCollectors(String option) {
        return option.startsWith("@")
                || option.startsWith("-XX:Flags=")
                || option.startsWith("-XX:VMOptionsFile=")
                || option.startsWith("-XX:AOTCacheOutput=")
                || option.startsWith("-XX:AOTMode=")
                || (option.startsWith("-XX:") && option.endsWith("GC") && option.substring("-XX:".length() + 1).startsWith("Use"));
    }
}
