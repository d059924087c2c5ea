package org.mpi4j.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts ranks on one host. */
interface Spawner {
    /**
     * What to start.
     *
     * @param stdin where the rank reads
     * @param output its files, or empty for pipes to the launcher
     */
    record Order(
            Placement.Seat seat, List<String> commandLine, Map<String, String> environment, Path directory, ProcessBuilder.Redirect stdin,
            OutputFiles output) {}

    /** Returns when the process has been started. @throws IOException if it cannot be */
    RankProcess spawn(Order order) throws IOException;
}
