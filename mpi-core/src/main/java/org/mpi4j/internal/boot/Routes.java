package org.mpi4j.internal.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.internal.progress.Progress;
import org.mpi4j.internal.pt2pt.Links;
import org.mpi4j.spi.Link;
import org.mpi4j.spi.Transport;

/**
 * Which transport carries the messages to which peer: the first of this rank's transports that reaches it. Immutable; the transports
 * are confined to the driver.
 */
final class Routes implements Links {
    private final Progress progress;
    private final int rank;
    private final List<Transport> transports;
    private final List<Map<String, byte[]>> cards;

    /**
     * Checks that each rank can be reached.
     *
     * @param transports this rank's, the preferred one first
     * @param cards for each rank of the job, what its transports published, by name
     * @param hosts the name of each rank's host, for the message
     * @throws MpiException OTHER if no transport reaches some rank
     */
    Routes(Progress progress, int rank, List<Transport> transports, List<Map<String, byte[]>> cards, List<String> hosts) {
        this.progress = progress;
        this.rank = rank;
        this.transports = List.copyOf(transports);
        this.cards = List.copyOf(cards);
        for (int peer = 0; peer < cards.size(); peer++) {
            if (peer != rank && transportTo(peer) == null) {
                throw new MpiException(
                        ErrorClass.OTHER,
                        "init: no transport reaches rank=" + peer + " host=" + hosts.get(peer) + " from rank=" + rank + " host=" + hosts.get(rank)
                                + "; this rank has transports=" + names(transports) + ", that one published=" + new TreeMap<>(cards.get(peer)).keySet());
            }
        }
    }

    private static List<String> names(List<Transport> transports) {
        List<String> names = new ArrayList<>();
        transports.forEach(t -> names.add(t.name()));
        return names;
    }

    private @Nullable Transport find(int peer) {
        for (Transport transport : transports) {
            byte[] card = cards.get(peer).get(transport.name());
            if (card != null && transport.reaches(peer, card)) {
                return transport;
            }
        }
        return null;
    }

    @Override
    public Link open(int peer) {
        Transport transport = find(peer);
        if (transport == null) {
            throw new IllegalStateException("no route to peer=" + peer);
        }
        byte[] card = cards.get(peer).get(transport.name());
        return transport.open(peer, card == null ? new byte[0] : card);
    }

    /** The name of the transport to a peer, {@code self} for this rank, null if there is none. Any thread may ask. */
    @Nullable String transportTo(int peer) {
        if (peer == rank) {
            return "self";
        }
        progress.enter();
        try {
            Transport transport = find(peer);
            return transport == null ? null : transport.name();
        } finally {
            progress.exit();
        }
    }
}
