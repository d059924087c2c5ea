package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Hangs;
import org.mpi4j.dist.program.Ring;
import org.mpi4j.dist.program.Talks;

/** What docs/failures.md says of stopped ranks, cables and full disks; of killed processes see JrunHostsIT, JrunRanksIT, SlurmStepIT and HostLossIT. */
@Needs(Need.VIRTUAL_HOSTS)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FailuresIT {
    /** How long a host may be silent before it is taken for lost; as the jobs are told. */
    private static final int SILENCE_SECONDS = 3;

    private final String mark = "fails-" + System.nanoTime();

    @TempDir
    private Path folder;

    private Command onHosts(Class<?> program, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.add(mark);
        return Command.jrun(Java.after(List.of("--ssh", Hosts.ssh(), "--host", "node1,node2,node4"), program, words.toArray(String[]::new)))
                .with("MPI4J_BOOT_SILENCE", SILENCE_SECONDS + "s");
    }

    /** A shell that mounts a file system of so many bytes there, for itself and what it starts. */
    private static Command withSmall(Path there, String bytes, String... jrun) {
        String script = "mount -t tmpfs -o size=" + bytes + " tmpfs \"$0\" && exec \"$@\"";
        List<String> line = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", script, there.toString()));
        line.addAll(Command.jrun(jrun).line());
        return Command.of(line.toArray(String[]::new));
    }

    @Test
    void aRankThatIsStoppedForLongerThanTheSilenceIsNotLost() throws Exception {
        Path goOn = folder.resolve("go-on");
        try (Started started = onHosts(Hangs.class, "until", goOn.toString()).start()) {
            started.awaitOutput(text -> text.equals("up\nup\nup\n"));
            long rank = pidOf(2);
            kill("STOP", rank);
            Thread.sleep(Duration.ofSeconds(SILENCE_SECONDS + 2)); // what is tested is that nothing happens
            kill("CONT", rank);
            Files.createFile(goOn);
            Result result = started.await();
            assertEquals("", result.stderr());
            assertEquals(0, result.code());
        }
    }

    @Test
    void aRankThatStaysStoppedIsToldAndEnded() throws Exception {
        try (Started started = onHosts(Hangs.class, "until", folder.resolve("never").toString()).with("MPI4J_HANG_TIMEOUT", "5s").start()) {
            started.awaitOutput(text -> text.equals("up\nup\nup\n"));
            kill("STOP", pidOf(1));
            Result result = started.await();
            assertEquals(125, result.code(), result.stderr());
            assertTrue(result.stderr().contains(" for rank 1, which has not answered within 2 s: it is stopped"), result.stderr());
            Survivors.awaitNone(mark, Soon.seconds(1));
        }
        noFilesAreLeft();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHostWhoseCableIsPulledIsNamedAndEndsTheJob(boolean traffic) throws Exception {
        Command job = traffic ? onHosts(Talks.class) : onHosts(Hangs.class, "until", folder.resolve("never").toString());
        try (Started started = job.start()) {
            started.awaitOutput(text -> text.equals("up\nup\nup\n"));
            link("down");
            Result result = started.await();
            assertEquals(1, result.code(), result.stderr());
            assertTrue(result.stderr().matches("jrun: (rank 2 on|host) node4.*\n"), result.stderr());
            Survivors.awaitNone(mark, Soon.seconds(SILENCE_SECONDS + 2));
        } finally {
            link("up");
        }
    }

    @Test
    void aRankWhoseOutputFileCannotBeWrittenEndsTheJob() throws Exception {
        Result result = withSmall(folder, "64k", "-n", "2", "--output-filename", folder.toString(), "sh", "-c", "seq 100000; sleep 1000").run();
        assertEquals(1, result.code(), result.stderr());
        assertTrue(result.stderr().matches("jrun: rank [01] on \\S+ \\(pid \\d+\\) cannot write its output: no space is left, file=" + folder + "/rank.[01].stdout; all ranks have been ended\n"), result.stderr());
    }

    @Test
    void outputThatIsLostAtTheVeryEndIsAnErrorToo() throws Exception {
        Result result = withSmall(folder, "64k", "-n", "2", "--output-filename", folder.toString(), "sh", "-c", "seq 100000; true").run();
        assertEquals(1, result.code(), result.stderr());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-J-Djava.io.tmpdir="})
    void aJobGoesOnWithoutSharedMemoryWhereThereIsNoRoomForIt(String temporary) throws Exception {
        List<String> options = new ArrayList<>(List.of("-n", "3"));
        if (!temporary.isEmpty()) {
            options.add(temporary + "/no/such/folder");
        }
        Result result = withSmall(Path.of("/dev/shm"), "64k", Java.after(options, Ring.class)).run();
        assertEquals(0, result.code(), result.stderr());
        assertEquals(3, result.stdout().lines().filter(line -> line.endsWith(" sum 3")).count(), result.stdout());
        try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
            assertEquals(List.of(), files.filter(file -> file.getFileName().toString().matches("mpi4j-.*-" + "\\d+-\\w+") && Files.isDirectory(file)).toList());
        }
    }

    private static void link(String state) throws Exception {
        assertEquals(0, Command.of("/usr/sbin/ip", "link", "set", "ve4", state).run().code());
    }

    private static void kill(String signal, long pid) throws Exception {
        assertEquals(0, Command.of("kill", "-s", signal, Long.toString(pid)).run().code());
    }

    /** The process of that rank, wherever it runs: the virtual hosts share this one's. */
    private long pidOf(int rank) throws IOException {
        for (String found : Survivors.of(mark)) {
            String pid = found.substring(0, found.indexOf(' '));
            if (found.contains("bin/java ") && found.contains("-cp ") && environment(pid).contains("\0MPI4J_RANK=" + rank + "\0")) {
                return Long.parseLong(pid);
            }
        }
        throw new AssertionError("no process of rank " + rank + ": " + Survivors.of(mark));
    }

    private static String environment(String pid) {
        try {
            return "\0" + new String(Files.readAllBytes(Path.of("/proc", pid, "environ")), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return ""; // it has ended meanwhile
        }
    }

    private static void noFilesAreLeft() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
            assertEquals(List.of(), files.filter(file -> file.getFileName().toString().startsWith("mpi4j-")).toList());
        }
    }
}
