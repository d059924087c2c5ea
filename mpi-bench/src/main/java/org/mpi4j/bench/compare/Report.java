package org.mpi4j.bench.compare;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that goes to files. Immutable.
 *
 * @param at when it was measured
 * @param command the arguments of mpi-bench
 * @param machine facts in a word each, such as cores and kernel
 * @param libraries name and version, by column
 */
record Report(Instant at, List<String> command, Map<String, String> machine, Map<String, String> libraries, List<Result> results) {
    static Map<String, String> thisMachine() {
        return Map.of(
                "cores", Integer.toString(Runtime.getRuntime().availableProcessors()),
                "kernel", System.getProperty("os.name", "") + " " + System.getProperty("os.version", "") + " " + System.getProperty("os.arch", ""),
                "java", System.getProperty("java.vm.vendor", "") + " " + Runtime.version());
    }
}
