package org.mpi4j.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts the ranks of one host, signals them, and sees to it that none outlives the launcher. Thread-safe. */
interface Keeper extends AutoCloseable {
    /**
     * What to start.
     *
     * @param stdin where the rank reads
     * @param output its files, or empty for streams to the launcher
     * @param tools what its host puts around the command
     */
    record Order(
            Placement.Seat seat, List<String> commandLine, Map<String, String> environment, Path directory, ProcessBuilder.Redirect stdin,
            OutputFiles output, RankTools tools) {}

    /** Starts a rank. @throws IOException if that is known to be impossible already; later, its process ends with a code that says so */
    RankProcess spawn(Order order) throws IOException;

    /** The rank's process has ended, which nobody has been told yet; called by the thread that sees it first. */
    default void ending(RankProcess rank) {}

    /** The rank's process has ended; its descendants may live on. */
    void ended(RankProcess rank);

    /** Sends the signal to all ranks here with all their descendants, but not to those of {@code spared}. */
    void signalAllBut(String signal, @Nullable RankProcess spared);

    /** Kills all ranks here, and whatever else bears the job's name in its environment. */
    void killAll();

    /** Kills what is left of the ranks' process groups, and holds nothing any more. */
    @Override
    void close();
}
