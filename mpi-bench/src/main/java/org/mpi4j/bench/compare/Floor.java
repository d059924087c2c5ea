package org.mpi4j.bench.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mpi4j.bench.loops.Effort;
import org.mpi4j.bench.loops.Test;

/**
 * Processes with nothing between them but a flag and a copy in shared memory, or a socket. Immutable.
 *
 * @param shm the program for two over shared memory
 * @param tcp the program for two over a socket
 * @param collectives the program for several, over shared memory
 */
record Floor(Path shm, Path tcp, Path collectives) implements Contender {
    /** As in {@code floor_coll.c}. */
    private static final int MOST_RANKS = 64;

    @Override
    public String name() {
        return "floor";
    }

    @Override
    public Role role() {
        return Role.FLOOR;
    }

    @Override
    public Optional<Invocation> invocation(Case one, Effort effort, Duration limit) {
        Test test = one.test();
        if (test != null && test.isCollective() && one.transport() == Transport.SHM && one.ranks() > 1 && one.ranks() <= MOST_RANKS) {
            List<String> line = new ArrayList<>(List.of(collectives.toString(), Integer.toString(one.ranks())));
            line.addAll(Arguments.of(test.toString(), one, effort, limit));
            return Optional.of(new Invocation(line));
        }
        if (one.ranks() != 2 || (test != Test.LATENCY && test != Test.BW)) {
            return Optional.empty();
        }
        List<String> line = new ArrayList<>(switch (one.transport()) {
            case SHM -> List.of(shm.toString());
            case TCP -> List.of(tcp.toString());
            case HOSTS -> List.of("srun", "-N", "2", "-n", "2", tcp.toString());
        });
        line.addAll(Arguments.of(test.toString(), one, effort, limit));
        return Optional.of(new Invocation(line));
    }
}
