package org.mpi4j.bench.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mpi4j.bench.loops.Effort;
import org.mpi4j.bench.loops.Memory;
import org.mpi4j.bench.loops.Test;

/**
 * mpi4j under jrun, measuring. Immutable.
 *
 * @param jrun the launcher
 * @param memory where the buffers are
 * @param warmUpMillis instead of the usual warm-up: the code is to be compiled before time is taken
 */
record Ours(Path jrun, Memory memory, long warmUpMillis) implements Contender {
    @Override
    public String name() {
        return memory == Memory.HEAP ? "ours, heap" : "ours, off-heap";
    }

    @Override
    public Role role() {
        return Role.OURS;
    }

    @Override
    public Optional<Invocation> invocation(Case one, Effort effort, Duration limit) {
        List<String> line = new ArrayList<>(List.of(
                jrun.toString(), "-n", Integer.toString(one.ranks()), "--transport", one.transport().ours(), "--timeout", limit.toSeconds() + "s"));
        Test test = one.test();
        if (test == null || (memory == Memory.OFF_HEAP && test == Test.BARRIER)) {
            return Optional.empty();
        }
        Effort warm = new Effort(Math.max(warmUpMillis, effort.warmUpMillis()), effort.batchMillis(), effort.batches(), effort.mostMillis());
        line.addAll(List.of("mpi-bench", "loops"));
        line.addAll(Arguments.of(test.toString(), one, warm, limit));
        line.add(memory.name());
        return Optional.of(new Invocation(line));
    }
}
