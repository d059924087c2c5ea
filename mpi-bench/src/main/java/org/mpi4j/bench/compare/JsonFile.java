package org.mpi4j.bench.compare;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** A report as JSON: one object with {@code results}, each with {@code columns}, each with {@code rows}. Stateless. */
final class JsonFile {
    private static final class Indented extends ObjectWriteContext.Base {
        private final DefaultPrettyPrinter printer = new DefaultPrettyPrinter();

        @Override
        public DefaultPrettyPrinter getPrettyPrinter() {
            return printer;
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }

    private JsonFile() {}

    static void write(Report report, Path file) throws IOException {
        Files.writeString(file, text(report) + "\n");
    }

    static String text(Report report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(new Indented(), text)) {
            json.writeStartObject();
            json.writeStringProperty("at", report.at().toString());
            json.writeArrayPropertyStart("command");
            report.command().forEach(json::writeString);
            json.writeEndArray();
            map(json, "machine", report.machine());
            map(json, "libraries", report.libraries());
            json.writeArrayPropertyStart("results");
            report.results().forEach(result -> result(json, result));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void map(JsonGenerator json, String name, Map<String, String> map) {
        json.writeObjectPropertyStart(name);
        new TreeMap<>(map).forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, Result result) {
        json.writeStartObject();
        json.writeStringProperty("test", result.of().name());
        json.writeNumberProperty("ranks", result.of().ranks());
        json.writeStringProperty("transport", result.of().transport().toString());
        json.writeStringProperty("variants", Variant.argument(result.of().variants()));
        json.writeArrayPropertyStart("columns");
        result.columns().forEach(column -> column(json, result, column));
        json.writeEndArray();
        json.writeArrayPropertyStart("failures");
        result.failures().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void column(JsonGenerator json, Result result, Result.Column column) {
        json.writeStartObject();
        json.writeStringProperty("name", column.name());
        json.writeStringProperty("role", column.role().toString());
        json.writeArrayPropertyStart("rows");
        column.samples().forEach((bytes, samples) -> {
            json.writeStartObject();
            json.writeNumberProperty("bytes", bytes);
            json.writeNumberProperty("minimum_us", samples.minimum());
            json.writeNumberProperty("median_us", samples.median());
            json.writeNumberProperty("batches", samples.micros().size());
            OptionalDouble ratio = result.ratio(column, bytes);
            if (ratio.isPresent()) {
                json.writeNumberProperty("by_best_peer", ratio.getAsDouble());
            }
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeEndObject();
    }
}
