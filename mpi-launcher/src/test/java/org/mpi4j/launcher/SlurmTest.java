package org.mpi4j.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SlurmTest {
    private static final Map<String, String> ALLOCATION = Map.of("SLURM_JOB_ID", "5", "SLURM_NTASKS", "5", "SLURM_JOB_NUM_NODES", "3");

    @TempDir
    Path folder;

    @BeforeEach
    void srun() throws Exception {
        assertTrue(Files.createFile(folder.resolve("srun")).toFile().setExecutable(true));
    }

    @Test
    void isNoAllocationWithoutAJobOrWithoutSrun() throws Exception {
        assertTrue(SlurmAllocation.find(Map.of(), path()).isEmpty());
        assertTrue(SlurmAllocation.find(ALLOCATION, new SearchPath(List.of())).isEmpty());
    }

    @Test
    void refusesToBeOneOfManyTasks() {
        Map<String, String> step = Map.of("SLURM_JOB_ID", "5", "SLURM_STEP_ID", "0", "SLURM_STEP_NUM_TASKS", "3");
        assertThrows(UsageException.class, () -> SlurmAllocation.find(step, path()));
    }

    @ParameterizedTest
    @CsvSource({"'',''", "-n 5,--ntasks=5", "-n 2,--ntasks=2 --nodes=2", "-n 9,--ntasks=9 --overcommit"})
    void asksForTheRanksOfTheCommandLine(String given, String wanted) throws Exception {
        String asked = String.join(" ", command(given + " prog").line().stream().filter(word -> word.matches("--(ntasks|nodes|overcommit).*")).toList());
        assertEquals(wanted, asked);
    }

    @ParameterizedTest
    @CsvSource({"'',''", "--report-bindings,'--cpu-bind=verbose,none'", "--map-by node,--distribution=cyclic",
        "--bind-to core --cpus-per-rank 4 --map-by socket,--cpu-bind=cores --cpus-per-task=4 --distribution=block:cyclic", "--bind-to numa,--cpu-bind=ldoms"})
    void bindsByTheMeansOfSlurm(String given, String wanted) throws Exception {
        String asked = String.join(" ", command(given + " prog").line().stream().filter(word -> word.matches("--(cpu-bind|cpus-per-task|distribution)=.*")).toList());
        assertEquals(wanted, asked);
    }

    @Test
    void letsEachRankChooseItsProgram() throws Exception {
        List<String> line = command("-n 1 A : -n 2 -x V=it's B").line();
        assertTrue(line.contains("--ntasks=3"), line.toString());
        assertTrue(line.getLast().contains("-lt 1 ]; then cd '/d' && exec 'A'"), line.getLast());
        assertTrue(line.getLast().contains("-lt 3 ]; then cd '/d' && export V='it'\\''s' && exec 'B'"), line.getLast());
    }

    @ParameterizedTest
    @CsvSource({
        "srun: error: node1: task 2: Exited with exit code 7,7", "srun: error: node1: task 2: Killed,137",
        "srun: error: node1: tasks 0-1: Segmentation fault (core dumped),139"
    })
    void takesTheCodeOfTheFailureThatSrunTellsOf(String message, int code) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        SrunMessages messages = new SrunMessages(passed, calls::incrementAndGet);
        messages.write((message + "\nsrun: error: node3: task 4: Terminated\nsrun: Force Terminated StepId=3.0\n").getBytes(StandardCharsets.UTF_8));
        Failure failure = messages.failure();
        assertNotNull(failure);
        assertEquals(code, failure.code());
        assertEquals(1, calls.get());
        assertEquals("", passed.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "'node2: task 3: Exited with exit code 1|node1: task 1: Exited with exit code 7|node1: task 0: Terminated',7,rank 1",
        "'node2: task 3: Exited with exit code 143|node1: task 1: Killed|node1: task 0: Exited with exit code 1',137,rank 1",
        "'node2: task 3: Terminated|node1: task 1: Exited with exit code 1',1,rank 1"
    })
    void tellsTheCauseFromItsConsequences(String messages, int code, String who) throws Exception {
        SrunMessages read = new SrunMessages(new ByteArrayOutputStream(), () -> {});
        for (String message : messages.split("\\|", -1)) {
            read.write(("srun: error: " + message + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Failure failure = read.failure();
        assertNotNull(failure);
        assertEquals(code, failure.code());
        assertTrue(String.valueOf(failure.message()).startsWith(who + " "), failure.message());
    }

    @ParameterizedTest
    @CsvSource({
        "abort(3) was called,'Exited with exit code 3',3,rank 1 on node1 ended the job with code 3: abort(3) was called",
        "rank 1 on node1 ended before it had finalised,'Exited with exit code 1',1,rank 1 on node1 ended before it had finalised",
        "rank 1 on node1 ended before it had finalised,'Exited with exit code 7',7,rank 3 on node2 exited with code 7"
    })
    void believesTheRanksAboutWhoWasFirst(String reason, String ended, int code, String message) throws Exception {
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        SrunMessages read = new SrunMessages(passed, () -> {});
        String told = "mpi4j: rank 1 on node1 ended the job with code " + code + ": " + reason + "\n";
        read.write(("srun: error: node2: task 3: " + ended + "\n" + told).getBytes(StandardCharsets.UTF_8));
        assertEquals(Failure.of(code, message), read.failure());
        assertEquals("", passed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void passesOnWhatRanksSay() throws Exception {
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        SrunMessages messages = new SrunMessages(passed, () -> {});
        messages.write("java.lang.Error: x\nsrun: error: Unable to create step\nprompt".getBytes(StandardCharsets.UTF_8));
        messages.flush();
        assertEquals("java.lang.Error: x\nsrun: error: Unable to create step\nprompt", passed.toString(StandardCharsets.UTF_8));
        assertNull(messages.failure());
    }

    private SearchPath path() {
        return new SearchPath(List.of(folder));
    }

    private SrunCommand command(String line) throws UsageException {
        Arguments arguments = Arguments.parse(line.strip().split(" ", -1));
        List<App> apps = arguments.apps().stream().map(app -> new App(app.ranks, app.command, Path.of("/d"), app.variables)).toList();
        return new SrunCommand(SlurmAllocation.find(ALLOCATION, path()).orElseThrow(), arguments.job(), apps);
    }
}
