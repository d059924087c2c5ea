package org.mpi4j.bench.compare;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mpi4j.bench.loops.Effort;
import org.mpi4j.bench.loops.Test;

/**
 * One table of the report. Immutable.
 *
 * @param test what is measured; null for the start-up of a program that says hello
 * @param ranks of how many ranks
 * @param transport what the messages go over
 * @param sizes bytes; 0 alone where there are none
 * @param variants what is done otherwise than usual
 */
record Case(@Nullable Test test, int ranks, Transport transport, List<Long> sizes, Set<Variant> variants) {
    static final String STARTUP = "startup";
    private static final int OVERSUBSCRIBED_FACTOR = 5;

    String name() {
        return test == null ? STARTUP : test.toString();
    }

    /** With more ranks than cores a batch of the usual length would fit into a time slice. */
    Effort effort(Effort usual, int cores) {
        boolean oversubscribed = ranks > cores;
        return oversubscribed
                ? new Effort(usual.warmUpMillis(), usual.batchMillis() * OVERSUBSCRIBED_FACTOR, usual.batches(), usual.mostMillis())
                : usual;
    }
}
