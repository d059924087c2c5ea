package org.mpi4j.bench.compare;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.mpi4j.bench.loops.Test;

/** Made-up results. Stateless. */
final class Results {
    static final Case LATENCY = new Case(Test.LATENCY, 2, Transport.SHM, List.of(8L, 4096L), Set.of());

    private Results() {}

    /** Ours lacks one size, and both peers are there. */
    static Result latency() {
        return new Result(
                LATENCY,
                List.of(
                        column("ours, heap", Contender.Role.OURS, Map.of(8L, List.of(0.5, 0.4, 0.6))),
                        column("A", Contender.Role.PEER, Map.of(8L, List.of(0.8), 4096L, List.of(2.0, 3.0))),
                        column("B", Contender.Role.PEER, Map.of(8L, List.of(1.6, 0.9), 4096L, List.of(1500.0)))),
                List.of("ours, heap: exit code 1", "ours, heap: exit code 1"));
    }

    static Report report() {
        return new Report(
                Instant.parse("2026-11-22T10:00:00Z"), List.of("compare", "latency"), Map.of("cores", "2"), Map.of("A", "MPI \"A\""), List.of(latency()));
    }

    private static Result.Column column(String name, Contender.Role role, Map<Long, List<Double>> micros) {
        Map<Long, Samples> samples = new TreeMap<>();
        micros.forEach((bytes, values) -> samples.put(bytes, new Samples(values)));
        return new Result.Column(name, role, samples);
    }
}
