package org.mpi4j.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as CSV (RFC 4180): one line per test, column and size. Stateless. */
final class CsvFile {
    static final String HEADINGS = "test,ranks,transport,column,role,bytes,minimum_us,median_us,batches,by_best_peer,variants";

    private CsvFile() {}

    static void write(Report report, Path file) throws IOException {
        Files.writeString(file, String.join("\r\n", lines(report)) + "\r\n");
    }

    static List<String> lines(Report report) {
        List<String> lines = new ArrayList<>(List.of(HEADINGS));
        for (Result result : report.results()) {
            for (Result.Column column : result.columns()) {
                column.samples().forEach((bytes, samples) -> lines.add(line(result, column, bytes, samples)));
            }
        }
        return lines;
    }

    private static String line(Result result, Result.Column column, long bytes, Samples samples) {
        OptionalDouble ratio = result.ratio(column, bytes);
        Case of = result.of();
        return Stream.of(
                        of.name(),
                        of.ranks(),
                        of.transport(),
                        column.name(),
                        column.role(),
                        bytes,
                        samples.minimum(),
                        samples.median(),
                        samples.micros().size(),
                        ratio.isPresent() ? ratio.getAsDouble() : "",
                        Variant.argument(of.variants()))
                .map(CsvFile::field)
                .collect(Collectors.joining(","));
    }

    private static String field(Object value) {
        String text = value.toString();
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
