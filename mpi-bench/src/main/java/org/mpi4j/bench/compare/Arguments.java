package org.mpi4j.bench.compare;

import java.time.Duration;
import java.util.List;
import org.mpi4j.bench.loops.Effort;
import org.mpi4j.bench.loops.Sizes;

/** The arguments that every measuring program takes, in C and in Java. Stateless. */
final class Arguments {
    private Arguments() {}

    static List<String> of(String test, Case one, Effort effort, Duration limit) {
        return List.of(
                test,
                Sizes.join(one.sizes()),
                Long.toString(effort.warmUpMillis()),
                Long.toString(effort.batchMillis()),
                Integer.toString(effort.batches()),
                Long.toString(effort.mostMillis()),
                Long.toString(limit.toSeconds()),
                Variant.argument(one.variants()));
    }
}
