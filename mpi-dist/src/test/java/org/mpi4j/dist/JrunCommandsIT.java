package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.dist.Started.Result;

/** jrun with ranks that are shell commands: what it does for any program. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JrunCommandsIT {
    /** A rank must be gone so soon after the first failure; the rest is for a loaded machine. */
    private static final Duration SOON = Duration.ofSeconds(1);

    @Test
    void tellsEachRankItsPlace() throws Exception {
        Result result = Command.jrun("-n", "3", "sh", "-c", "echo $MPI4J_RANK/$MPI4J_SIZE $MPI4J_LOCAL_RANK/$MPI4J_LOCAL_SIZE").run();
        assertEquals("0/3 0/3\n1/3 1/3\n2/3 2/3\n", sorted(result.stdout()));
        assertEquals("", result.stderr());
        assertEquals(0, result.code());
    }

    @Test
    void runsWithAnEmptyEnvironmentThroughALinkFromAnyFolder(@TempDir Path folder) throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("mylink"), Command.home().resolve("bin/jrun"));
        Result result = Command.of(link.toString(), "-n", "2", "echo", "here").withEmptyEnvironment().in(folder).run();
        assertEquals("here\nhere\n", result.stdout(), result.stderr());
    }

    @Test
    void hidesOtherLaunchersAndPassesOnTheRest() throws Exception {
        Result result = Command.jrun("-n", "1", "-x", "GIVEN=1 2", "--transport", "tcp,shm", "env")
                .with("PMI_RANK", "1").with("PMI_FD", "8").with("OMPI_COMM_WORLD_SIZE", "8").with("PMIX_RANK", "1").with("KEPT", "yes").run();
        assertEquals("GIVEN=1 2 KEPT=yes MPI4J_TRANSPORT=tcp,shm", String.join(" ", result.stdout().lines()
                .filter(line -> line.matches("(PMI_RANK|PMI_FD|PMIX|OMPI|KEPT|GIVEN|MPI4J_TRANSPORT).*")).sorted().toList()));
    }

    /** A JVM refuses to choose between two, and jrun and its ranks have one of their own. */
    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseZGC"})
    void leavesAJvmTheCollectorThatAVariableChooses(String option) throws Exception {
        for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")) {
            Result ranks = Command.jrun("-n", "2", "mpi-bench", "helloworld").with(variable, option).run();
            assertEquals(2, ranks.stdout().lines().filter(line -> line.startsWith("Hello, World! I am process ")).count(), ranks::stderr);
            assertEquals(0, ranks.code());
        }
        Result alone = Command.of(Command.home().resolve("bin/mpi-bench").toString(), "helloworld").with("JAVA_TOOL_OPTIONS", option).run();
        assertEquals(0, alone.code(), alone::stderr);
    }

    @Test
    void runsSeveralProgramsAsOneJob() throws Exception {
        Result result = Command.jrun("-n", "1", "sh", "-c", "echo a$MPI4J_RANK of $MPI4J_SIZE", ":", "-n", "2", "-x", "Q=7", "sh", "-c",
                "echo b$MPI4J_RANK of $MPI4J_SIZE $Q").run();
        assertEquals("a0 of 3\nb1 of 3 7\nb2 of 3 7\n", sorted(result.stdout()));
    }

    @Test
    void givesStandardInputToRankZeroAlone() throws Exception {
        Result result = Command.jrun("-n", "2", "--tag-output", "cat").reading("one\ntwo").run();
        assertTrue(result.stdout().matches("(?s)\\[0@\\S+] one\n\\[0@\\S+] two"), result.stdout());
    }

    @Test
    void showsAPromptWithoutNewlineAtOnce() throws Exception {
        try (Started started = Command.jrun("-n", "2", "sh", "-c", "[ $MPI4J_RANK = 1 ] || { printf 'name: '; exec sleep 1000; }").start()) {
            assertEquals("name: ", started.awaitOutput(text -> text.contains(":")));
        }
    }

    @Test
    void neverMixesLinesOfDifferentRanks() throws Exception {
        String script = "i=0; while [ $i -lt 2000 ]; do printf \"$MPI4J_RANK$MPI4J_RANK$MPI4J_RANK\"; echo \"-$MPI4J_RANK\"; i=$((i+1)); done";
        Result result = Command.jrun("-n", "4", "sh", "-c", script).run();
        assertEquals(8000, result.stdout().lines().count());
        assertTrue(result.stdout().lines().allMatch(line -> line.matches("(\\d)\\1\\1-\\1")));
    }

    @Test
    void passesManyBytesWithoutNewlineUnchanged() throws Exception {
        Result result = Command.of("sh", "-c", "\"$0\" -n 1 head -c 20000000 /dev/zero | cksum", Command.home().resolve("bin/jrun").toString()).run();
        assertEquals(Command.of("sh", "-c", "head -c 20000000 /dev/zero | cksum").run().stdout(), result.stdout());
    }

    @Test
    void writesAFilePerRankAndStream(@TempDir Path folder) throws Exception {
        Result result = Command.jrun("-n", "2", "--output-filename", folder.toString(), "sh", "-c", "echo out$MPI4J_RANK; echo err >&2").run();
        assertEquals("", result.stdout() + result.stderr());
        assertEquals("out1\n", Files.readString(folder.resolve("rank.1.stdout")));
        assertEquals("err\n", Files.readString(folder.resolve("rank.0.stderr")));
    }

    @ParameterizedTest
    @CsvSource({"exit 7,7,exited with code 7", "kill -9 $$,137,was ended by signal 9 (SIGKILL)", "kill -TERM $$,143,was ended by signal 15 (SIGTERM)"})
    void endsTheOthersWithTheFirstThatFailsAndTakesItsCode(String failing, int code, String said) throws Exception {
        String mark = "9" + System.nanoTime();
        Result result = Command.jrun("-n", "3", "sh", "-c", "[ $MPI4J_RANK != 1 ] && exec sleep " + mark + "; " + failing).run();
        Survivors.awaitNone("sleep " + mark, SOON);
        assertEquals(code, result.code());
        assertTrue(result.stderr().matches("jrun: rank 1 on \\S+ \\(pid \\d+\\) " + Pattern.quote(said) + "; .*\n"), result.stderr());
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec sleep %s", "sleep %s", "setsid sleep %s & wait"})
    void leavesNothingBehindWhenItIsKilled(String command) throws Exception {
        String mark = "8" + System.nanoTime();
        try (Started started = Command.jrun("-n", "2", "sh", "-c", "echo up; " + command.formatted(mark)).start()) {
            started.awaitOutput(text -> text.equals("up\nup\n"));
            started.signal("KILL");
            Survivors.awaitNone(mark, SOON);
        }
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void passesASignalOnAndEnds(String signal, int code) throws Exception {
        String script = "trap 'echo caught; exit 0' " + signal + "; echo up; while :; do sleep 0.1; done";
        try (Started started = Command.jrun("-n", "2", "sh", "-c", script).start()) {
            started.awaitOutput(text -> text.equals("up\nup\n"));
            started.signal(signal);
            Result result = started.await();
            assertEquals("up\nup\ncaught\ncaught\n", result.stdout());
            assertEquals(code, result.code());
        }
    }

    @Test
    void endsAJobThatTakesTooLong() throws Exception {
        Result result = Command.jrun("-n", "2", "--timeout", "0.5", "sleep", "1000").run();
        assertEquals(124, result.code());
        assertTrue(result.took().compareTo(Duration.ofSeconds(20)) < 0);
    }

    @Test
    void endsQuietlyWhenNobodyReadsItsOutput() throws Exception {
        Result result = Command.of("sh", "-c", "\"$0\" -n 2 yes | head -1", Command.home().resolve("bin/jrun").toString()).run();
        assertEquals("y\n", result.stdout());
        assertEquals("", result.stderr());
    }

    @ParameterizedTest
    @CsvSource({"nosuch,127", "./nosuch,127", "No.java,127", "no.jar,127", "/dev/null,126"})
    void saysInOneLineThatThereIsNoSuchProgram(String what, int code) throws Exception {
        Result result = Command.jrun("-n", "2", what).run();
        assertEquals(code, result.code());
        assertEquals(1, result.stderr().lines().count(), result.stderr());
    }

    /** Of two sessions, Linux may give each half of a core, so that a rank that yields does not give way to one of the other. */
    @Test
    @Needs(Need.PERL)
    void ranksLeadAProcessGroupEachAndShareASession() throws Exception {
        String script = "set -- $(cut -d' ' -f1,5,6 /proc/$$/stat); [ $1 = $2 ] && [ $1 != $3 ] && echo $3";
        Result result = Command.jrun("-n", "3", "sh", "-c", script).run();
        assertEquals(3, result.stdout().lines().count(), result.toString());
        assertEquals(1, result.stdout().lines().distinct().count(), result.toString());
    }

    @ParameterizedTest
    @CsvSource({"LC_ALL,xx_YY", "PERL5OPT,-Mnosuch", "PERL_BADLANG,1", "PERL5LIB,/nosuch"})
    void whatPerlIsToldByVariablesReachesRanksAndNothingElse(String name, String value) throws Exception {
        Result result = Command.jrun("-n", "2", "sh", "-c", "echo $" + name + " $(env | grep -c PERL)").with(name, value).run();
        int variables = name.startsWith("PERL") ? 1 : 0;
        assertEquals((value + " " + variables + "\n").repeat(2), result.stdout(), result.toString());
        assertEquals("", result.stderr());
    }

    @Test
    void startsSixtyFourRanks() throws Exception {
        Result result = Command.jrun("-n", "64", "echo", "x").run();
        assertEquals(64, result.stdout().lines().count(), result.stderr());
        assertTrue(result.took().toNanos() < TimeUnit.SECONDS.toNanos(30));
    }

    private static String sorted(String text) {
        return String.join("\n", Arrays.stream(text.split("\n", -1)).filter(line -> !line.isEmpty()).sorted().toList()) + "\n";
    }
}
