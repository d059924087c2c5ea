package org.mpi4j.bench.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mpi4j.bench.loops.Effort;
import org.mpi4j.bench.loops.Test;

/** Two processes with nothing between them but a flag and a copy in shared memory, or a socket. Immutable. */
record Floor(Path program) implements Contender {
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
        if (one.ranks() != 2 || (test != Test.LATENCY && test != Test.BW)) {
            return Optional.empty();
        }
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(Arguments.of(one.transport() + ":" + test, one, effort, limit));
        return Optional.of(new Invocation(line));
    }
}
