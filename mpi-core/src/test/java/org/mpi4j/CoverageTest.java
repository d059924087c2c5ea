package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/coverage.md names every procedure of MPI 5.0, and no method that there is not. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CoverageTest {
    private static final Pattern ROW = Pattern.compile("\\| `(MPI_\\w+)` \\| (.+) \\|");
    private static final Pattern METHOD = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final String NOT_YET = "not yet";
    private static final String NOT_APPLICABLE = "not applicable: ";

    /** Chapters that are whole: nothing in them is left for later. */
    private static final Set<String> WHOLE = Set.of("3", "4", "5", "6", "7", "8", "9", "10", "11", "13");

    /** But for these, of processes that are started by others or meet later. */
    private static final Pattern DYNAMIC =
            Pattern.compile("MPI_(Comm_(spawn|spawn_multiple|get_parent|accept|connect|disconnect|join)|(Open|Close)_port|(Publish|Unpublish|Lookup)_name)");

    record Row(String chapter, String procedure, String java) {
        boolean isNotYet() {
            return java.equals(NOT_YET);
        }

        boolean isNotApplicable() {
            return java.startsWith(NOT_APPLICABLE) && java.length() > NOT_APPLICABLE.length();
        }

        List<MatchResult> methods() {
            return METHOD.matcher(java).results().toList();
        }

        @Override
        public String toString() {
            return procedure;
        }
    }

    private static List<Row> page() throws IOException {
        List<Row> rows = new ArrayList<>();
        String chapter = "";
        for (String line : Files.readAllLines(Path.of("..", "docs", "coverage.md"))) {
            if (line.startsWith("## ")) {
                chapter = line.substring(3);
            }
            String heading = chapter;
            ROW.matcher(line).results().forEach(r -> rows.add(new Row(heading, r.group(1), r.group(2))));
        }
        return rows;
    }

    /** The procedures of the standard, by chapter. */
    private static Map<String, List<String>> standard() throws IOException {
        Map<String, List<String>> chapters = new LinkedHashMap<>();
        try (InputStream list = CoverageTest.class.getResourceAsStream("procedures.txt")) {
            String chapter = "";
            for (String line : new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (line.startsWith("## ")) {
                    chapter = line.substring(3);
                } else if (line.startsWith("MPI_")) {
                    chapters.computeIfAbsent(chapter, _ -> new ArrayList<>()).add(line);
                }
            }
        }
        return chapters;
    }

    private static Stream<Row> rowsWithMethods() throws IOException {
        return page().stream().filter(row -> !row.isNotYet() && !row.isNotApplicable());
    }

    @Test
    void everyProcedureOfTheStandardHasOneRowInItsChapter() throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Row row : page()) {
            rows.computeIfAbsent(row.chapter, _ -> new ArrayList<>()).add(row.procedure);
        }
        Map<String, List<String>> standard = standard();
        assertTrue(standard.values().stream().mapToInt(List::size).sum() > 500, standard.toString());
        assertEquals(standard, rows);
    }

    @ParameterizedTest
    @MethodSource("rowsWithMethods")
    void everyMethodThatTheRowNamesIsThere(Row row) throws ClassNotFoundException {
        assertFalse(row.methods().isEmpty(), row.procedure + ": neither a method, nor 'not yet', nor 'not applicable: why': " + row.java);
        for (MatchResult method : row.methods()) {
            Class<?> type = Class.forName("org.mpi4j." + method.group(1));
            assertTrue(
                    Arrays.stream(type.getMethods()).anyMatch(m -> m.getName().equals(method.group(2))),
                    row.procedure + ": no public method " + method.group());
        }
    }

    @Test
    void nothingOfTheMessagePassingChaptersIsLeftForLater() throws IOException {
        List<String> left = page().stream()
                .filter(row -> WHOLE.contains(row.chapter.substring(0, row.chapter.indexOf(' '))) && row.isNotYet() && !DYNAMIC.matcher(row.procedure).matches())
                .map(Row::toString)
                .toList();
        assertEquals(List.of(), left);
    }
}
