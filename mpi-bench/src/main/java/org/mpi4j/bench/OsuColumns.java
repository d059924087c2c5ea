package org.mpi4j.bench;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.mpi4j.bench.loops.Span;

/** The lines that the programs of OSU print. Stateless. */
final class OsuColumns {
    private static final int WIDTH = 18;

    private OsuColumns() {}

    static String headings(OsuTest.Kind kind, boolean full) {
        String first = kind == OsuTest.Kind.BARRIER ? "#" : "# Size    ";
        String rest = switch (kind) {
            case LATENCY -> fields("Latency (us)");
            case BANDWIDTH -> fields("Bandwidth (MB/s)");
            case RATE -> fields("MB/s", "Messages/s");
            case BARRIER -> " Avg Latency(us)" + (full ? fields("Min Latency(us)", "Max Latency(us)", "Iterations") : "");
            case COLLECTIVE -> fields("Avg Latency(us)") + (full ? fields("Min Latency(us)", "Max Latency(us)", "Iterations") : "");
            case OVERLAP -> fields("Overall(us)", "Compute(us)", "Pure Comm.(us)", "Overlap(%)");
        };
        return first + rest;
    }

    /**
     * A row of one of the kinds but overlap.
     *
     * @param span microseconds per operation
     * @param pairs of ranks
     */
    static String row(OsuTest.Kind kind, boolean full, long bytes, Span span, int iterations, int pairs) {
        double megabytesPerSecond = bytes / span.mean() * pairs;
        return switch (kind) {
            case LATENCY -> size(bytes) + numbers(span.mean());
            case BANDWIDTH -> size(bytes) + numbers(megabytesPerSecond);
            case RATE -> size(bytes) + numbers(megabytesPerSecond, 1e6 / span.mean() * pairs);
            case BARRIER -> numbers(span.mean()).substring(1) + rest(full, span, iterations);
            case COLLECTIVE -> size(bytes) + numbers(span.mean()) + rest(full, span, iterations);
            case OVERLAP -> throw new IllegalArgumentException("overlap has rows of its own");
        };
    }

    /** What of the pure communication is hidden behind the computation. */
    static String overlap(long bytes, double overallMicros, double computeMicros, double pureMicros) {
        double hidden = 100 * (1 - (overallMicros - computeMicros) / pureMicros);
        return size(bytes) + numbers(overallMicros, computeMicros, pureMicros, Math.clamp(hidden, 0, 100));
    }

    private static String rest(boolean full, Span span, int iterations) {
        return full ? numbers(span.least(), span.most()) + fields(Integer.toString(iterations)) : "";
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%-10d", bytes);
    }

    private static String fields(String... texts) {
        return Stream.of(texts).map(text -> " ".repeat(Math.max(0, WIDTH - text.length())) + text).collect(Collectors.joining());
    }

    private static String numbers(double... values) {
        return fields(DoubleStream.of(values).mapToObj(value -> String.format(Locale.ROOT, "%.2f", value)).toArray(String[]::new));
    }
}
