package org.mpi4j.bench.compare;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a case has brought. Immutable.
 *
 * @param columns those that took part, in their order
 * @param failures one line per repetition of a column that failed
 */
record Result(Case of, List<Column> columns, List<String> failures) {
    /**
     * One contender's part.
     *
     * @param samples by size
     */
    record Column(String name, Contender.Role role, Map<Long, Samples> samples) {}

    /** The fastest peer's minimum; empty if there is none. */
    OptionalDouble bestPeer(long bytes) {
        return columns.stream()
                .filter(column -> column.role() == Contender.Role.PEER && column.samples().containsKey(bytes))
                .mapToDouble(column -> column.samples().get(bytes).minimum())
                .min();
    }

    /** The column's minimum by that of the best peer; empty if one of them is not there. */
    OptionalDouble ratio(Column column, long bytes) {
        @Nullable Samples mine = column.samples().get(bytes);
        OptionalDouble best = bestPeer(bytes);
        return mine == null || best.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(mine.minimum() / best.getAsDouble());
    }
}
