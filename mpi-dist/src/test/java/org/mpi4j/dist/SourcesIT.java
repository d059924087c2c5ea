package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mpi4j.dist.Started.Result;

/** jrun compiles a source file once, for all ranks, and leaves nothing of it. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SourcesIT {
    private static final String WHERE = "Where.class.getProtectionDomain().getCodeSource().getLocation().getPath()";

    @TempDir
    Path folder;

    private final Set<Path> before = compiled();

    private static Set<Path> compiled() {
        try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("mpi4j-classes-")).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void nothingIsLeft() throws Exception {
        Soon.await("compiled classes are gone", Soon.seconds(1), () -> before.containsAll(compiled()));
    }

    private void file(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void allRanksRunTheSameClasses() throws Exception {
        file("app/a/Where.java", "package a; class Where { public static void main(String[] args) { System.out.println(" + WHERE + " + Beside.text(args)); } }");
        file("app/a/Beside.java", "package a; class Beside { static String text(String[] args) { return String.join(\"+\", args); } }");
        Result result = Command.jrun("-n", "2", "-J-Dx=1", "--wdir", folder.resolve("app").toString(), "a/Where.java", "x", "y").in(folder).run();
        assertEquals("", result.stderr());
        assertEquals(0, result.code());
        Set<String> lines = result.stdout().lines().collect(Collectors.toSet());
        assertEquals(1, lines.size(), result.stdout());
        assertTrue(lines.iterator().next().matches("/tmp/mpi4j-classes-\\d+/0/x\\+y"), result.stdout());
        nothingIsLeft();
    }

    @Test
    void twoProgramsAreCompiledEachByItself() throws Exception {
        file("A.java", "void main() { IO.println(\"a\" + System.getenv(\"MPI4J_RANK\")); }");
        file("B.java", "class Other { static void main() { System.out.println(\"b\" + System.getenv(\"MPI4J_RANK\")); } }");
        Result result = Command.jrun("-n", "1", "A.java", ":", "-n", "1", "B.java").in(folder).run();
        assertEquals(Set.of("a0", "b1"), result.stdout().lines().collect(Collectors.toSet()), result.stderr());
    }

    @Test
    void whatIsWrongIsSaidOnceAndNoRankStarts() throws Exception {
        file("Wrong.java", "class Wrong { static { System.out.println(\"started\"); } void main() { nosuch(); } }");
        Result result = Command.jrun("-n", "3", "Wrong.java").in(folder).run();
        assertEquals(2, result.code());
        assertEquals("", result.stdout());
        assertEquals(1, result.stderr().lines().filter(line -> line.contains("Wrong.java:1: error: cannot find symbol")).count(), result.stderr());
        assertTrue(result.stderr().endsWith("1 error\njrun: Wrong.java does not compile; no rank has been started\n"), result.stderr());
        nothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"KILL,137", "TERM,143"})
    void nothingIsLeftWhenJrunIsKilled(String signal, int code) throws Exception {
        file("Stays.java", "void main() throws Exception { IO.println(\"up\"); Thread.sleep(100_000); }");
        try (Started started = Command.jrun("-n", "2", "Stays.java").in(folder).start()) {
            started.awaitOutput(text -> text.equals("up\nup\n"));
            assertFalse(before.containsAll(compiled()));
            started.signal(signal);
            assertEquals(code, started.await().code());
        }
        nothingIsLeft();
    }

    @Test
    @Needs(Need.SSH_HOSTS)
    void hostsThatDoNotSeeTheClassesCompileForThemselves() throws Exception {
        file("Where.java", "class Where { void main() { var place = Where.class.getProtectionDomain().getCodeSource(); IO.println(place == null ? \"-\" : " + WHERE + "); } }");
        Result plain = Command.jrun("--ssh", Hosts.ssh(), "--host", "localhost,node1", "Where.java").in(folder).run();
        assertEquals("", plain.stderr());
        assertEquals(1, plain.stdout().lines().filter(line -> line.startsWith("/tmp/mpi4j-classes-")).count(), plain.stdout());
        Result shipped = Command.jrun("--ssh", Hosts.ssh(), "--host", "node1", "--ship", "Where.java").in(folder).run();
        assertEquals("", shipped.stderr());
        assertTrue(shipped.stdout().matches("/tmp/mpi4j-ship-\\S+/program/\\d/\n"), shipped.stdout());
        nothingIsLeft();
    }
}
