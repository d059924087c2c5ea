package org.mpi4j.internal.boot;

import org.mpi4j.internal.progress.Source;
import org.mpi4j.spi.Transport;

/** A transport as the progress loop sees it. Confined to the driver. */
record TransportSource(Transport transport) implements Source {
    @Override
    public int poll() {
        return transport.poll();
    }

    @Override
    public boolean prepareSleep() {
        return transport.prepareSleep();
    }

    @Override
    public void endSleep() {
        transport.endSleep();
    }

    @Override
    public long longestSleepNanos() {
        return transport.longestSleepNanos();
    }
}
