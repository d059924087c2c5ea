package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Ring;

/** The scripts that docs/slurm.md recommends, submitted as they stand. */
@Needs(Need.SLURM)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SlurmScriptsIT {
    private static final Path SCRIPTS = Command.home().resolve("docs/slurm");

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeFatJar() throws Exception {
        Java.fatJar(folder, Ring.class);
    }

    @AfterEach
    void endJobs() throws Exception {
        Slurm.endJobs();
    }

    @Test
    void everyScriptIsTried() throws Exception {
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            assertEquals(
                    List.of("broadcast-jar.sh", "jrun.sh", "shared-jar.sh", "spread.sh", "whole-nodes.sh"),
                    scripts.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void spreadDealsRanksOutOverTheHosts() throws Exception {
        List<String> output = submit("spread");
        assertEquals(List.of("node1", "node2", "node3"), Greetings.check(5, output).subList(0, 3));
        assertTrue(output.get(5).matches("time for 100 loops = \\S+ seconds \\(5 processes, 1 bytes\\)"), output.get(5));
        assertEquals(6, output.size());
    }

    @Test
    void wholeNodesFillsOneHostAfterTheOther() throws Exception {
        List<String> output = submit("whole-nodes");
        List<String> hosts = Greetings.check(8, output);
        assertEquals(1, hosts.subList(0, 4).stream().distinct().count(), () -> output.toString());
        assertEquals(1, hosts.subList(4, 8).stream().distinct().count(), () -> output.toString());
        assertEquals(2, hosts.stream().distinct().count(), () -> output.toString());
        assertEquals(8, output.size());
    }

    @Test
    void jrunTakesTheWholeJob() throws Exception {
        List<String> output = submit("jrun");
        assertEquals(3, Greetings.check(5, output).stream().distinct().count(), () -> output.toString());
        assertEquals(5, output.size());
    }

    @Test
    void broadcastJarRunsACopyOnEachHost() throws Exception {
        List<Path> before = copies();
        assertEquals(List.of("0/3 node1 got 2 sum 3", "1/3 node2 got 0 sum 3", "2/3 node3 got 1 sum 3"), submit("broadcast-jar"));
        assertEquals(before, copies());
    }

    private static List<Path> copies() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("mpi4j-job-")).sorted().toList();
        }
    }

    @Test
    void sharedJarRunsFromTheSubmittingFolder() throws Exception {
        List<String> output = submit("shared-jar").stream().map(line -> line.replaceFirst(" node\\d", "")).toList();
        assertEquals(List.of("0/4 got 3 sum 6", "1/4 got 0 sum 6", "2/4 got 1 sum 6", "3/4 got 2 sum 6"), output);
    }

    /** Returns the lines of the job's output; those of {@link Ring} come in any order, and are sorted. */
    private static List<String> submit(String script) throws Exception {
        Command sbatch = Slurm.command("sbatch", "--parsable", "--job-name=" + Slurm.JOB_NAME, SCRIPTS.resolve(script + ".sh").toString());
        Result submitted = sbatch.with("JAR", "app.jar").in(folder).run();
        String job = submitted.stdout().strip();
        assertTrue(job.matches("\\d+"), submitted.toString());
        // sbatch --wait would look only every half minute
        Soon.await("the end of job " + job, Duration.ofSeconds(150), () -> state(job).matches("(?s).*JobState=(COMPLETED|FAILED|CANCELLED|TIMEOUT) .*"));
        Path file = folder.resolve("mpi4j-" + script + "-" + job + ".out");
        List<String> output = Files.exists(file) ? Files.readAllLines(file) : List.of();
        assertTrue(state(job).contains(" ExitCode=0:0 "), () -> String.join("\n", output));
        return script.endsWith("-jar") ? output.stream().sorted().toList() : output;
    }

    private static String state(String job) throws Exception {
        return Slurm.command("scontrol", "--oneliner", "show", "job", job).run().stdout();
    }
}
