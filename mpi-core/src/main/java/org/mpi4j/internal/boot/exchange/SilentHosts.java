package org.mpi4j.internal.boot.exchange;

import java.util.ArrayList;
import java.util.List;

/** Finds those ranks whose hosts have gone while something was on its way to them. Confined to the server's thread. */
final class SilentHosts {
    private final Members members;
    private final long periodNanos;
    private long nextNanos = System.nanoTime();

    SilentHosts(Members members, int silenceSeconds) {
        this.members = members;
        this.periodNanos = Outstanding.periodNanos(silenceSeconds);
    }

    /** Whether something here is due at a time. */
    boolean mustWatchTime() {
        return members.connections().stream().anyMatch(connection -> connection.outstanding.isSome());
    }

    /** Asks the kernel, when it is time to, and ends the connections of the ranks that are lost. */
    void settle() {
        long now = System.nanoTime();
        if (now - nextNanos < 0) {
            return;
        }
        nextNanos = now + periodNanos;
        List<Connection> unsure = new ArrayList<>(members.connections());
        unsure.removeIf(connection -> !connection.outstanding.takeSome());
        if (unsure.isEmpty()) {
            return;
        }
        Deliveries deliveries = Deliveries.now();
        for (Connection connection : unsure) {
            if (connection.isOpen() && connection.isLost(deliveries, now)) {
                members.connectionEnded(connection);
            }
        }
    }
}
