package org.mpi4j.bench.compare;

import java.util.List;
import java.util.Map;

/** A command line, and what is added to the environment for it. Immutable. */
record Invocation(List<String> line, Map<String, String> environment) {
    Invocation(List<String> line) {
        this(line, Map.of());
    }
}
