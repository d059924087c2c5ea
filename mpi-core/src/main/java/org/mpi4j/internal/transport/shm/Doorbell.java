package org.mpi4j.internal.transport.shm;

import java.util.function.IntFunction;
import org.mpi4j.spi.Sleeper;

/** How ranks of one host wake each other. Confined to the driver of the rank that holds it. */
public interface Doorbell extends AutoCloseable {
    /** A doorbell for ranks that are processes. */
    static Doorbell ofProcess(Sleeper own) {
        return new LoopbackDoorbell(own);
    }

    /**
     * A doorbell for ranks that are threads of one JVM.
     *
     * @param sleepers the sleeper of each local rank
     */
    static Doorbell ofThreads(IntFunction<Sleeper> sleepers) {
        return new SleeperDoorbell(sleepers);
    }

    /** What peers must know to ring this rank: a UDP port, or 0. Constant; asked for the first time before this rank first sleeps. */
    int port();

    /** Wakes a rank; if it does not sleep, its next sleep may end at once. */
    void ring(int localRank, int port);

    /** Takes note of the rings that came, so that they do not end the next sleep. */
    void answer();

    /** The longest that this rank may rely on being rung, in nanoseconds. */
    long longestSleepNanos();

    @Override
    void close();
}
