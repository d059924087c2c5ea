package org.mpi4j.bench.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mpi4j.bench.loops.Effort;

/**
 * A launcher that starts a program which says hello; it takes part in start-up alone. Immutable.
 *
 * @param launcher with its options, but for the number of ranks
 * @param program with its arguments
 */
record Hello(String name, Role role, List<String> launcher, List<String> program) implements Contender {
    /** A class of a user, and a command. */
    static List<Contender> ofOurs(Path jrun, Path jar) {
        List<String> launcher = List.of(jrun.toString());
        return List.of(
                new Hello("ours, class", Role.OURS, launcher, List.of("-cp", jar.toString(), org.mpi4j.bench.loops.Hello.class.getName())),
                new Hello("ours, mpi-bench", Role.OURS, launcher, List.of("mpi-bench", "helloworld")));
    }

    @Override
    public Optional<Invocation> invocation(Case one, Effort effort, Duration limit) {
        if (one.test() != null) {
            return Optional.empty();
        }
        List<String> line = new ArrayList<>(launcher);
        line.addAll(List.of("-n", Integer.toString(one.ranks())));
        line.addAll(program);
        return Optional.of(new Invocation(line));
    }
}
