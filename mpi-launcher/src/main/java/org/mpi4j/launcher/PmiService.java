package org.mpi4j.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.boot.exchange.ExchangeOwner;
import org.mpi4j.internal.boot.exchange.Secret;
import org.mpi4j.internal.boot.pmi.Pmi1Server;
import org.mpi4j.internal.net.HostPort;

/**
 * A process manager for the programs of MPICH and its kin, which speak PMI-1; there is none where all programs are Java. A rank in Java that a script
 * starts looks at jrun's own variables first. Immutable.
 */
final class PmiService implements AutoCloseable {
    private static final int MAX_VALUE_CHARS = 1023;
    private static final PmiService NONE = new PmiService(null, "", List.of());

    private final @Nullable Pmi1Server server;
    private final String address;
    private final List<Pmi1Server.Seat> seats;

    private PmiService(@Nullable Pmi1Server server, String address, List<Pmi1Server.Seat> seats) {
        this.server = server;
        this.address = address;
        this.seats = seats;
    }

    static PmiService start(Placement placement, List<App> apps, ExchangeOwner owner, JobNetwork network) throws IOException {
        if (apps.stream().allMatch(App::isJava)) {
            return NONE;
        }
        List<Pmi1Server.Seat> seats = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (Placement.Seat seat : placement.seats()) {
            int id = randomId();
            while (!taken.add(id)) {
                id = randomId();
            }
            seats.add(new Pmi1Server.Seat(id, seat.app(), seat.host()));
        }
        Pmi1Server server = Pmi1Server.start(seats, MAX_VALUE_CHARS, owner, network.bound(), network.ports());
        return new PmiService(server, new HostPort(network.told().getFirst(), server.port()).toString(), seats); // such programs know one address
    }

    private static int randomId() {
        return ByteBuffer.wrap(Secret.create()).getInt() & Integer.MAX_VALUE;
    }

    /** What the rank's program finds the server by. */
    Map<String, String> variables(int rank) {
        return server == null ? Map.of() : Map.of("PMI_PORT", address, "PMI_ID", Integer.toString(seats.get(rank).id()));
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
