package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mpi4j.dist.Started.Result;

/** Runs every program of docs/examples as a user would. A program's last comment says how it is started and what it prints. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExamplesIT {
    private static final Path EXAMPLES = Command.home().resolve("docs/examples");
    private static final String SAYS = "// jrun -n 4 docs/examples/";

    static List<String> programsThatSayWhatTheyPrint() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            List<String> names = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                if (Files.readString(file).contains(SAYS)) {
                    names.add(file.getFileName().toString());
                }
            }
            return names;
        }
    }

    @Test
    void thereAreExamplesToRun() throws IOException {
        assertTrue(programsThatSayWhatTheyPrint().size() >= 5, programsThatSayWhatTheyPrint()::toString);
    }

    @ParameterizedTest
    @MethodSource("programsThatSayWhatTheyPrint")
    void printsWhatItsLastCommentSays(String name) throws Exception {
        List<String> lines = Files.readAllLines(EXAMPLES.resolve(name));
        int says = IntStream.range(0, lines.size()).filter(i -> lines.get(i).startsWith(SAYS)).findFirst().orElseThrow();
        List<String> expected = lines.subList(says + 1, lines.size()).stream().map(line -> line.replaceFirst("^// ", "")).toList();
        assertFalse(expected.isEmpty(), name);
        assertEquals(expected, jrun(4, name));
    }

    @Test
    void helloPrintsALineForEachRank() throws Exception {
        List<String> lines = jrun(4, "Hello.java").stream().sorted().toList();
        assertEquals(4, lines.size(), lines::toString);
        for (int rank = 0; rank < 4; rank++) {
            assertTrue(lines.get(rank).matches("Hello, World! I am process " + rank + " of 4 on \\S+\\."), lines.get(rank));
        }
    }

    @Test
    void bcastArrayIsSilentWhenAllIsWell() throws Exception {
        assertEquals(List.of(), jrun(4, "BcastArray.java"));
    }

    @Test
    void messagesPrintsWhatRankOneReceived() throws Exception {
        assertEquals(List.of("7 3 12 [1.0, 2.0, 3.0, 0.0, 0.0] [8, 7]"), jrun(2, "Messages.java"));
    }

    @Test
    void collectivesPrintsItsResults() throws Exception {
        assertEquals(List.of("10.0 9 3 [rank 0, rank 1, rank 2, rank 3] 3 2"), jrun(4, "Collectives.java"));
    }

    @Test
    void embeddedRunsUnderPlainJava() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertEquals(List.of("sum 6"), lines(Command.of(java, "-cp", Command.home() + "/lib/*", "docs/examples/Embedded.java")));
    }

    private static List<String> jrun(int ranks, String name) throws IOException, InterruptedException {
        return lines(Command.jrun("-n", Integer.toString(ranks), "docs/examples/" + name));
    }

    /** What the command prints; it must end well and keep its stderr clean. */
    private static List<String> lines(Command command) throws IOException, InterruptedException {
        Result result = command.in(Command.home()).run();
        assertEquals(0, result.code(), result.stderr());
        assertEquals("", result.stderr());
        return result.stdout().lines().toList();
    }
}
