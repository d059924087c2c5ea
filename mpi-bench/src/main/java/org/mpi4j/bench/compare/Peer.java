package org.mpi4j.bench.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mpi4j.bench.loops.Effort;
import org.mpi4j.bench.loops.Test;

/**
 * An MPI library for C, with the loops compiled for it. Immutable.
 *
 * @param name for people
 * @param family which options its launcher knows
 * @param launcher its mpirun
 * @param loops the program
 */
record Peer(String name, Family family, String launcher, Path loops) implements Contender {
    /** Launchers with the same options. */
    enum Family {
        OPEN_MPI {
            @Override
            List<String> options(Transport transport) {
                List<String> options = new ArrayList<>(List.of("--oversubscribe", "--allow-run-as-root"));
                if (transport != Transport.SHM) {
                    options.addAll(List.of("--mca", "pml", "ob1", "--mca", "btl", "tcp,self"));
                }
                if (transport == Transport.HOSTS) {
                    options.addAll(List.of("--map-by", "node"));
                    // hosts that are virtual share the cores, and each would bind to the first
                    options.addAll(unbound());
                }
                return options;
            }

            @Override
            List<String> unbound() {
                return List.of("--bind-to", "none");
            }

            @Override
            Map<String, String> environment(Transport transport) {
                return Map.of();
            }
        },
        MPICH {
            @Override
            List<String> options(Transport transport) {
                return transport == Transport.HOSTS ? List.of("-ppn", "1") : List.of();
            }

            @Override
            List<String> unbound() {
                return List.of();
            }

            // for each of the devices that MPICH may be built with: no shared memory, and TCP below ucx or libfabric.
            @Override
            Map<String, String> environment(Transport transport) {
                return switch (transport) {
                    case SHM -> Map.of();
                    case TCP, HOSTS -> Map.of("MPIR_CVAR_NOLOCAL", "1", "UCX_TLS", "tcp,self", "FI_PROVIDER", "tcp");
                };
            }
        };

        abstract List<String> options(Transport transport);

        /** What leaves a rank's threads more than one core, should that not be the default. */
        abstract List<String> unbound();

        abstract Map<String, String> environment(Transport transport);
    }

    /** The launcher with its options, but for the number of ranks. */
    List<String> start(Transport transport) {
        return Stream.concat(Stream.of(launcher), family.options(transport).stream()).toList();
    }

    @Override
    public Role role() {
        return Role.PEER;
    }

    @Override
    public Optional<Invocation> invocation(Case one, Effort effort, Duration limit) {
        List<String> line = new ArrayList<>(start(one.transport()));
        line.addAll(one.test() == Test.LATENCY_MT && one.transport() != Transport.HOSTS ? family.unbound() : List.of());
        line.addAll(List.of("-n", Integer.toString(one.ranks()), loops.toString()));
        Test test = one.test();
        line.addAll(test == null ? List.of("hello") : Arguments.of(test.toString(), one, effort, limit));
        return Optional.of(new Invocation(line, family.environment(one.transport())));
    }
}
