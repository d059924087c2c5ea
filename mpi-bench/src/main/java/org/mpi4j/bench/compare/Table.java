package org.mpi4j.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mpi4j.bench.loops.Test;

/** A result as text: microseconds, the minimum and, in brackets, the median. Stateless. */
final class Table {
    private static final String NOTHING = "-";

    private Table() {}

    static List<String> lines(Result result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(headings(result));
        for (long bytes : result.of().sizes()) {
            rows.add(row(result, bytes));
        }
        List<String> lines = new ArrayList<>();
        lines.add("# " + title(result.of()));
        lines.addAll(aligned(rows));
        Map<String, Long> times = result.failures().stream().collect(Collectors.groupingBy(failure -> failure, TreeMap::new, Collectors.counting()));
        times.forEach((failure, count) -> lines.add("# failed: " + failure + (count == 1 ? "" : " (" + count + " times)")));
        return lines;
    }

    static String title(Case one) {
        String variants = one.variants().stream().sorted().map(variant -> ", " + variant.title()).collect(Collectors.joining());
        return one.name() + ", " + one.ranks() + " ranks, " + one.transport().title() + variants + ": " + unit(one.test());
    }

    private static String unit(@Nullable Test test) {
        if (test == null) {
            return "us from start to end of hello, minimum (median)";
        }
        return switch (test) {
            case LATENCY, LATENCY_MT -> "us one way, minimum (median)";
            case BW, BIBW -> "us per message of 64 in flight, minimum (median)";
            case BARRIER, BCAST, REDUCE, ALLREDUCE, ALLGATHER, ALLTOALL, SCATTER, GATHER -> "us, minimum (median)";
        };
    }

    private static List<String> headings(Result result) {
        List<String> headings = new ArrayList<>(List.of("bytes"));
        result.columns().forEach(column -> headings.add(column.name()));
        ours(result).forEach(column -> headings.add(column.name() + " / best peer"));
        return headings;
    }

    private static List<String> row(Result result, long bytes) {
        List<String> row = new ArrayList<>(List.of(Long.toString(bytes)));
        for (Result.Column column : result.columns()) {
            Samples samples = column.samples().get(bytes);
            row.add(samples == null ? NOTHING : micros(samples.minimum()) + " (" + micros(samples.median()) + ")");
        }
        for (Result.Column column : ours(result)) {
            OptionalDouble ratio = result.ratio(column, bytes);
            row.add(ratio.isEmpty() ? NOTHING : String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()));
        }
        return row;
    }

    private static List<Result.Column> ours(Result result) {
        return result.columns().stream().filter(column -> column.role() == Contender.Role.OURS).toList();
    }

    static String micros(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.3f" : value < 1000 ? "%.1f" : "%.0f", value);
    }

    private static List<String> aligned(List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, widths.length)
                        .mapToObj(i -> " ".repeat(widths[i] - row.get(i).length()) + row.get(i))
                        .collect(Collectors.joining("  ")))
                .toList();
    }
}
