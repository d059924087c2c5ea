package org.mpi4j.bench.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mpi4j.bench.loops.Effort;

/**
 * Runs cases: all contenders in turn, and that again for each repetition (five times as often for start-up, which has no batches), so
 * that what else the machine does meets all alike. Confined to one thread.
 */
final class Run {
    private static final Duration SELF_END = Duration.ofSeconds(5);
    private static final int STARTUP_FACTOR = 5;

    private final List<Contender> contenders;
    private final Effort effort;
    private final int repetitions;
    private final Duration limit;
    private final int cores;
    private final Map<String, String> libraries = new LinkedHashMap<>();

    Run(List<Contender> contenders, Effort effort, int repetitions, Duration limit, int cores) {
        this.contenders = contenders;
        this.effort = effort;
        this.repetitions = repetitions;
        this.limit = limit;
        this.cores = cores;
    }

    /** Name and version of each library, by column, as far as it has told. */
    Map<String, String> libraries() {
        return new LinkedHashMap<>(libraries);
    }

    Result of(Case one) throws InterruptedException {
        Map<Contender, SortedMap<Long, List<Double>>> found = new LinkedHashMap<>();
        List<String> failures = new ArrayList<>();
        int turns = one.test() == null ? STARTUP_FACTOR * repetitions : repetitions;
        for (int turn = 0; turn < turns; turn++) {
            for (Contender contender : contenders) {
                Optional<Invocation> invocation = contender.invocation(one, one.effort(effort, cores), limit.plus(SELF_END));
                if (invocation.isPresent()) {
                    Child.Outcome outcome = Child.run(invocation.get(), limit);
                    note(one, contender, outcome, found.computeIfAbsent(contender, _ -> new TreeMap<>()));
                    if (!outcome.failure().isEmpty()) {
                        failures.add(contender.name() + ": " + outcome.failure());
                    }
                }
            }
        }
        List<Result.Column> columns = new ArrayList<>();
        found.forEach((contender, micros) -> columns.add(new Result.Column(contender.name(), contender.role(), samples(micros))));
        columns.sort(Comparator.comparing(Result.Column::role));
        return new Result(one, columns, failures);
    }

    private void note(Case one, Contender contender, Child.Outcome outcome, SortedMap<Long, List<Double>> found) {
        if (one.test() == null) {
            if (outcome.failure().isEmpty()) {
                found.computeIfAbsent(0L, _ -> new ArrayList<>()).add(outcome.tookNanos() * 1e-3);
            }
            return;
        }
        Protocol.Said said = Protocol.read(outcome.lines());
        if (!said.library().isEmpty()) {
            libraries.put(contender.name(), said.library());
        }
        said.micros().forEach((bytes, micros) -> found.computeIfAbsent(bytes, _ -> new ArrayList<>()).addAll(micros));
    }

    private static Map<Long, Samples> samples(SortedMap<Long, List<Double>> found) {
        Map<Long, Samples> samples = new TreeMap<>();
        found.forEach((bytes, micros) -> samples.put(bytes, new Samples(micros)));
        return samples;
    }
}
