package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.dist.Started.Result;

/** jrun with ranks that are JVMs: all forms of starting them, and all ways in which one may fail. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JrunRanksIT {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String FAILS = """
            import org.mpi4j.*;

            class Fails {
                public static void main(String[] args) throws Exception {
                    try (Mpi mpi = Mpi.init(args)) {
                        mpi.world().barrier();
                        System.out.println("up");
                        if (mpi.world().rank() == 1) {
                            switch (args[0]) {
                                case "throws" -> throw new IllegalStateException("boom");
                                case "exits" -> System.exit(7);
                                case "leaves" -> System.exit(0);
                                case "aborts" -> mpi.abort(9);
                                case "killed" -> new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
                                default -> Thread.sleep(1_000_000);
                            }
                        }
                        mpi.world().recv(Buf.of(new int[1]), 0, 5);
                    }
                }
            }
            """;

    private static final String CALLS = """
            import org.mpi4j.*;

            class Calls {
                public static void main(String[] args) {
                    try (Mpi mpi = Mpi.init(args)) {
                        if (mpi.world().rank() == 1 && args[0].equals("differ")) {
                            mpi.world().barrier();
                        } else {
                            mpi.world().bcast(Buf.of(new int[1]), 0);
                        }
                        System.out.println("called");
                    }
                }
            }
            """;

    @TempDir
    static Path folder;

    @BeforeAll
    static void compile() throws Exception {
        Path source = Files.writeString(folder.resolve("Fails.java"), FAILS);
        String javac = Path.of(System.getProperty("java.home"), "bin/javac").toString();
        String jar = Path.of(System.getProperty("java.home"), "bin/jar").toString();
        Files.writeString(folder.resolve("Where.java"), """
                class Where {
                    public static void main(String[] args) {
                        try (org.mpi4j.Mpi mpi = org.mpi4j.Mpi.init(args)) {
                            System.out.println(mpi.world().rank() + "/" + mpi.world().size() + String.join(",", args));
                        }
                    }
                }
                """);
        Path calls = Files.writeString(folder.resolve("Calls.java"), CALLS);
        Path which = Files.writeString(folder.resolve("Which.java"), """
                class Which {
                    public static void main(String[] args) {
                        try (org.mpi4j.Mpi mpi = org.mpi4j.Mpi.init(args)) {
                            System.out.println("rank " + mpi.world().rank() + " app " + mpi.appnum());
                        }
                    }
                }
                """);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Result compiled = Command.of(javac, "-cp", Command.home().resolve("lib/*").toString(), "-d", classes.toString(), source.toString(),
                        folder.resolve("Where.java").toString(), calls.toString(), which.toString()).run();
        assertEquals(0, compiled.code(), compiled.stderr());
        Result packed = Command.of(jar, "cfe", folder.resolve("app.jar").toString(), "Where", "-C", classes.toString(), ".").run();
        assertEquals(0, packed.code(), packed.stderr());
    }

    static Stream<List<String>> forms() {
        return Stream.of(
                List.of("Where.java", "a"),
                List.of("-cp", "app.jar", "Where", "a"),
                List.of("app.jar", "a"),
                List.of("java", "-Xmx64m", "-cp", "app.jar", "Where", "a"),
                List.of("--wdir", "classes", "Where", "a"),
                List.of("-J-Xmx64m", "-cp", "classes", "Where", "a"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void startsAProgramInEachForm(List<String> form) throws Exception {
        Result result = Command.jrun(Stream.concat(Stream.of("-n", "2"), form.stream()).toArray(String[]::new)).in(folder).run();
        assertEquals(List.of("0/2a", "1/2a"), result.stdout().lines().sorted().toList(), result.stderr());
        assertEquals("", result.stderr());
        assertEquals(0, result.code());
    }

    @Test
    void eachOfSeveralProgramsKnowsItsNumber() throws Exception {
        Result result = Command.jrun("-n", "1", "-cp", "classes", "Which", ":", "-n", "2", "-cp", "classes", "Which").in(folder).run();
        assertEquals(List.of("rank 0 app 0", "rank 1 app 1", "rank 2 app 1"), result.stdout().lines().sorted().toList(), result.stderr());
    }

    @ParameterizedTest
    @CsvSource({"throws,1,IllegalStateException: boom", "exits,7,exited with code 7", "leaves,1,without closing its Mpi", "aborts,9,code 9",
        "killed,137,SIGKILL"})
    void oneFailureEndsTheJob(String how, int code, String said) throws Exception {
        Result result = Command.jrun("-n", "3", "-cp", "classes", "-x", "MARK=" + how, "Fails", how).in(folder).run();
        Survivors.awaitNone("Fails " + how, SOON);
        assertEquals(code, result.code(), result.stderr());
        List<String> summary = result.stderr().lines().filter(line -> line.startsWith("jrun: ")).toList();
        assertEquals(1, summary.size(), result.stderr());
        assertTrue(summary.getFirst().matches("jrun: rank 1 on \\S+ \\(pid \\d+\\).*") && summary.getFirst().contains(said), result.stderr());
        assertEquals(how.equals("throws") ? 1 : 0, result.stderr().lines().filter(line -> line.contains("at Fails.main")).count(), result.stderr());
    }

    @Test
    void aRankThatEndsWithoutCallingInitIsNotWaitedForByTheOthers() throws Exception {
        String allButOne = "test $MPI4J_RANK = 1 || CLASSPATH=classes:$CLASSPATH exec " + Java.tool("java") + " Fails stays";
        Result result = Command.jrun("-n", "3", "sh", "-c", allButOne).in(folder).run();
        Survivors.awaitNone("Fails stays", SOON);
        assertEquals(1, result.code(), result.stderr());
        assertTrue(result.stderr().contains("rank 1 has ended without calling Mpi.init, and other ranks wait for it"), result.stderr());
    }

    @Test
    void ranksThatCallDifferentCollectivesAreNamedIfTheirCallsAreCompared() throws Exception {
        Result result = Command.jrun("-n", "3", "--check", "-cp", "classes", "Calls", "differ").in(folder).run();
        assertEquals(1, result.code(), result.stderr());
        assertEquals("", result.stdout());
        assertTrue(result.stderr().contains("ranks differ: rank 1 called barrier, rank 0 called bcast root=0 bytes=4 type=INT"), result.stderr());
    }

    @Test
    void ranksThatAgreeRunAsEverIfTheirCallsAreCompared() throws Exception {
        Result result = Command.jrun("-n", "3", "--check", "-cp", "classes", "Calls", "agree").in(folder).run();
        assertEquals("called\ncalled\ncalled\n", result.stdout(), result.stderr());
        assertEquals("", result.stderr());
        assertEquals(0, result.code());
    }

    @Test
    void leavesNoRankAndNoSharedMemoryWhenItIsKilled() throws Exception {
        try (Started started = Command.jrun("-n", "3", "-cp", "classes", "Fails", "stays").in(folder).start()) {
            started.awaitOutput(text -> text.equals("up\nup\nup\n"));
            long jrun = started.pid();
            started.signal("KILL");
            Survivors.awaitNone("Fails stays", SOON);
            try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
                assertEquals(List.of(), files.filter(file -> file.toString().contains("-" + jrun + "-")).toList());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shm", "tcp"})
    void greetsInRankOrder(String transport) throws Exception {
        Result result = Command.jrun("-n", "5", "--transport", transport, "mpi-bench", "helloworld").withEmptyEnvironment().run();
        List<String> lines = result.stdout().lines().toList();
        assertEquals(5, lines.size(), result.stderr());
        for (int rank = 0; rank < 5; rank++) {
            assertTrue(lines.get(rank).startsWith("Hello, World! I am process " + rank + " of 5 on "), lines.get(rank));
        }
        assertEquals("", result.stderr());
    }
}
