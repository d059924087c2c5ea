package org.mpi4j.internal.transport.shm;

import java.util.function.IntFunction;
import org.mpi4j.spi.Sleeper;

/** Wakes a rank of the same JVM by its {@link Sleeper}. Thread-safe. */
record SleeperDoorbell(IntFunction<Sleeper> sleepers) implements Doorbell {
    @Override
    public int port() {
        return 0;
    }

    @Override
    public void ring(int localRank, int port) {
        sleepers.apply(localRank).wake();
    }

    @Override
    public void answer() {}

    @Override
    public long longestSleepNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public void close() {}
}
