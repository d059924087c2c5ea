package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Fails;

/** jrun over real ssh to hosts that share no loopback: placement, streams, and all ways in which a rank, an agent, a host or jrun may end. */
@Needs(Need.SSH_HOSTS)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JrunHostsIT {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final String mark = "hosts-" + System.nanoTime();

    @TempDir
    private Path folder;

    private static List<String> hostsOf(Result result) {
        return result.stdout().lines().map(line -> line.replaceFirst(".* on (\\S+)\\.", "$1")).toList();
    }

    @Test
    void fillsOneHostAfterTheOther() throws Exception {
        Result result = Hosts.jrun("--host", "node[1-2]:2,node3", "mpi-bench", "helloworld").run();
        assertEquals("", result.stderr());
        assertEquals(List.of("node1", "node1", "node2", "node2", "node3"), hostsOf(result));
        assertEquals(0, result.code());
    }

    @Test
    void putsOneRankOnEachHostInTurn() throws Exception {
        Path hostfile = Files.writeString(folder.resolve("hosts"), "# three\nnode1 slots=2\nnode2:2\nnode3\n");
        Result result = Hosts.jrun("-n", "5", "--hostfile", hostfile.toString(), "--map-by", "node", "mpi-bench", "helloworld").run();
        assertEquals("", result.stderr());
        assertEquals(List.of("node1", "node2", "node3", "node1", "node2"), hostsOf(result));
    }

    @Test
    void startsMoreRanksThanSlotsAndSaysSoOnce() throws Exception {
        Result result = Hosts.jrun("-n", "3", "--host", "node1,node2", "mpi-bench", "helloworld").run();
        assertEquals("jrun: 3 ranks on 2 slots: some share one\n", result.stderr());
        assertEquals(List.of("node1", "node2", "node1"), hostsOf(result));
    }

    @Test
    void feedsStandardInputToRankZeroOnAnotherHost() throws Exception {
        Result result = Hosts.jrun("-n", "2", "--host", "node2,node3", "sh", "-c", "cat; hostname >&2").reading("one\ntwo\n").run();
        assertEquals("one\ntwo\n", result.stdout());
        assertEquals(List.of("node2", "node3"), result.stderr().lines().sorted().toList());
        assertEquals(0, result.code());
    }

    @Test
    void carriesMuchOutputWhole() throws Exception {
        Result result = Hosts.jrun("--host", "node1,node2", "sh", "-c", "seq 200000").run();
        List<String> lines = result.stdout().lines().toList();
        assertEquals(400_000, lines.size());
        assertEquals(2L * 200_000 * 200_001 / 2, lines.stream().mapToLong(Long::parseLong).sum());
    }

    @Test
    void passesTheFolderAndTheEnvironmentOn() throws Exception {
        Result result = Hosts.jrun("--host", "node2", "--wdir", folder.toString(), "-x", "COLOUR=dark 'blue'", "sh", "-c", "pwd; echo $COLOUR $FRUIT").with("FRUIT", "plum").run();
        assertEquals(folder + "\ndark 'blue' plum\n", result.stdout(), result.stderr());
    }

    @Test
    void writesFilesPerRankThere() throws Exception {
        Result result = Hosts.jrun("--host", "node1,node2", "--output-filename", folder.resolve("%h.%r.%s").toString(), "hostname").run();
        assertEquals(0, result.code(), result.stderr());
        assertEquals("node1\n", Files.readString(folder.resolve("node1.0.stdout")));
        assertEquals("node2\n", Files.readString(folder.resolve("node2.1.stdout")));
    }

    @ParameterizedTest
    @CsvSource({"throws,1,IllegalStateException: boom", "exits,7,exited with code 7", "leaves,1,without closing its Mpi", "aborts,3,code 3",
        "killed,137,SIGKILL"})
    void oneFailureEndsTheJobOnAllHosts(String how, int code, String said) throws Exception {
        Result result = Hosts.jrun(Java.after(List.of("--host", "node1,node2,node3"), Fails.class, how, mark)).run();
        Survivors.awaitNone(mark, SOON);
        assertEquals(code, result.code(), result.stderr());
        List<String> summary = result.stderr().lines().filter(line -> line.startsWith("jrun: ")).toList();
        assertEquals(1, summary.size(), result.stderr());
        assertTrue(summary.getFirst().matches("jrun: rank 1 on node2 \\(pid [1-9]\\d*\\).*") && summary.getFirst().contains(said), result.stderr());
    }

    @Test
    void aCommandThatAHostLacksIsNamedWithTheHost() throws Exception {
        Result result = Hosts.jrun("--host", "node1", "/no/such/program").run();
        assertEquals(127, result.code());
        assertTrue(result.stderr().contains("/no/such/program"), result.stderr());
    }

    @Test
    void aFolderThatAHostLacksIsNamedWithTheHost() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        Path program = Files.writeString(folder.resolve("ssh-without-it"), "#!/bin/sh\nrmdir " + gone + "\nexec " + Hosts.ssh() + " \"$@\"\n");
        assertTrue(program.toFile().setExecutable(true));
        Result result = Command.jrun("--ssh", program.toString(), "--host", "node3", "--wdir", gone.toString(), "hostname").run();
        assertEquals(126, result.code());
        assertTrue(result.stderr().startsWith("jrun: cannot start rank 0 on node3: ") && result.stderr().contains(gone.toString()), result.stderr());
    }

    @Test
    void aHostThatThereIsNotIsToldInItsOwnWords() throws Exception {
        Result result = Hosts.jrun("--host", "node1,no-such-host.invalid", "sleep", "1000").run();
        assertNotEquals(0, result.code());
        assertTrue(result.stderr().startsWith("jrun: host no-such-host.invalid: ") && result.stderr().contains("ould not resolve"), result.stderr());
        assertTrue(result.took().compareTo(Duration.ofSeconds(20)) < 0, result.took()::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM", "INT"})
    void nothingIsLeftWhenJrunEnds(String signal) throws Exception {
        try (Started started = start()) {
            started.signal(signal);
            Survivors.awaitNone(mark, SOON);
            Result result = started.await();
            assertEquals(signal.equals("KILL") ? 137 : signal.equals("INT") ? 130 : 143, result.code(), result.stderr());
        }
        noFilesAreLeft();
    }

    @Test
    void theJobEndsWhenAnAgentIsKilled() throws Exception {
        try (Started started = start()) {
            List<String> agents = Survivors.of("org.mpi4j.launcher.Jrun --agent");
            assertTrue(agents.size() >= 3, agents.toString());
            Command.of("kill", "-9", agents.getFirst().replaceFirst(" .*", "")).run();
            Survivors.awaitNone(mark, SOON);
            Result result = started.await();
            assertEquals(1, result.code());
            assertTrue(result.stderr().matches("(?s)jrun: host node[123]: .*"), result.stderr());
        }
        noFilesAreLeft();
    }

    private Started start() throws Exception {
        Started started = Hosts.jrun(Java.after(List.of("--host", "node[1-3]"), Fails.class, "stays", mark)).start();
        started.awaitOutput(text -> text.equals("up\nup\nup\n"));
        return started;
    }

    private static void noFilesAreLeft() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
            assertEquals(List.of(), files.filter(file -> file.getFileName().toString().startsWith("mpi4j-")).toList());
        }
    }
}
