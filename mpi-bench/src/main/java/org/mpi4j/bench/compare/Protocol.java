package org.mpi4j.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The lines that a measuring child prints: {@code library NAME VERSION} once, then {@code row BYTES MICROS MICROS ...} for each size, one
 * number per batch. Other lines are passed over. Stateless.
 */
public final class Protocol {
    private static final String LIBRARY = "library ";
    private static final String ROW = "row ";
    private static final Pattern WHOLE_ROW = Pattern.compile("row \\d+( \\d[-+.e\\d]*)+");

    /**
     * What a child has said.
     *
     * @param library its name and version; empty if it has not come that far
     * @param micros by size, the means of its batches
     */
    record Said(String library, SortedMap<Long, List<Double>> micros) {}

    private Protocol() {}

    /**
     * Writes a line.
     *
     * @param version name and version
     * @return the line
     */
    public static String library(String version) {
        return LIBRARY + version;
    }

    /**
     * Writes a line.
     *
     * @param bytes the size
     * @param micros one number per batch
     * @return the line
     */
    public static String row(long bytes, double[] micros) {
        StringBuilder line = new StringBuilder(ROW).append(bytes);
        for (double one : micros) {
            line.append(String.format(Locale.ROOT, " %.5g", one));
        }
        return line.toString();
    }

    static Said read(List<String> lines) {
        String library = "";
        SortedMap<Long, List<Double>> micros = new TreeMap<>();
        for (String line : lines) {
            if (line.startsWith(LIBRARY)) {
                library = line.substring(LIBRARY.length()).strip();
            } else if (line.startsWith(ROW)) {
                readRow(line, micros);
            }
        }
        return new Said(library, micros);
    }

    /** A line that a dying child has not finished is no row. */
    private static void readRow(String line, SortedMap<Long, List<Double>> micros) {
        if (!WHOLE_ROW.matcher(line).matches()) {
            return;
        }
        String[] words = line.split(" ", -1);
        List<Double> values = new ArrayList<>();
        for (int i = 2; i < words.length; i++) {
            values.add(Double.valueOf(words[i]));
        }
        micros.put(Long.valueOf(words[1]), List.copyOf(values));
    }
}
