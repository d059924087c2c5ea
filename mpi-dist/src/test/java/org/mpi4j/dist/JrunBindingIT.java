package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.dist.Started.Result;

/** Which cpus ranks may use, here and on other hosts. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JrunBindingIT {
    private static final String[] CPUS = {"sh", "-c", "echo $(grep Cpus_allowed_list /proc/self/status)"};

    private static Result run(String... options) throws Exception {
        return Command.jrun(Stream.concat(Stream.of(options), Stream.of(CPUS)).toArray(String[]::new)).run();
    }

    private static String allowed() throws Exception {
        return Command.of(CPUS).run().stdout();
    }

    @Test
    void noRankIsBoundUnlessTheUserWantsThat() throws Exception {
        Result result = run("-n", "2", "--report-bindings");
        assertEquals(allowed().repeat(2), result.stdout());
        assertEquals(2, result.stderr().lines().filter(line -> line.matches("jrun: rank [01] on \\S+: not bound, cpus .*")).count(), result.stderr());
    }

    @Test
    void aRankIsBoundToCoresThatItsLauncherMayUse() throws Exception {
        String one = allowed().strip().replaceFirst(".*?(\\d+).*", "$1");
        Result result = Command.of(Stream.concat(
                Stream.of("taskset", "-c", one, Command.home().resolve("bin/jrun").toString(), "-n", "1", "--bind-to", "core", "--report-bindings"), Stream.of(CPUS))
                .toArray(String[]::new)).run();
        assertEquals("Cpus_allowed_list: " + one + "\n", result.stdout(), result.stderr());
        assertTrue(result.stderr().contains("bound to cpus " + one + " (1 of 1 cores"), result.stderr());
    }

    @Test
    void moreRanksThanCoresAreRefusedWithTheNumbers() throws Exception {
        int ranks = Runtime.getRuntime().availableProcessors() + 1;
        Result result = run("-n", Integer.toString(ranks), "--bind-to", "core");
        assertEquals(126, result.code());
        assertTrue(result.stderr().matches("jrun: cannot start rank 0 on \\S+: --bind-to core: ranks=" + ranks + " coresPerRank=1 on this host, which has allowedCores=\\d+;.*\n"), result.stderr());
    }

    @Test
    @Needs(Need.SSH_HOSTS)
    void ranksOfOtherHostsAreBoundThere() throws Exception {
        Result result = Hosts.jrun("--host", "node1,node2", "--bind-to", "core", "--cpus-per-rank", "1", "--report-bindings", "--prefix-output=rank", CPUS[0], CPUS[1], CPUS[2]).run();
        assertEquals(0, result.code(), result.stderr());
        List<String> lines = result.stdout().lines().sorted().toList();
        List<String> reports = result.stderr().lines().sorted().toList();
        for (int rank = 0; rank < 2; rank++) {
            String cpus = lines.get(rank).replaceFirst("\\[" + rank + "] Cpus_allowed_list: (\\S+)", "$1");
            assertTrue(reports.get(rank).startsWith("jrun: rank " + rank + " on node" + (rank + 1) + ": bound to cpus " + cpus + " (1 of "), result.stderr() + result.stdout());
        }
    }

    @Test
    @Needs(Need.SSH_HOSTS)
    void aTerminalShowsHowManyHostsHaveAnsweredAndThenOnlyTheOutput() throws Exception {
        String jrun = String.join(" ", Hosts.jrun("--host", "node1,node2", "hostname").line().stream().map(word -> "'" + word + "'").toList());
        Result result = Command.of("script", "-qec", jrun, "/dev/null").run();
        String erase = "\r\033[K";
        assertTrue(result.stdout().startsWith("jrun: 0 of 2 hosts have answered" + erase + "jrun: 1 of 2 hosts have answered"), result.stdout());
        String output = result.stdout().replaceAll("jrun: \\d of 2 hosts have answered\r\033\\[K", "");
        assertEquals(List.of("node1", "node2"), output.lines().sorted().toList(), result.stdout());
    }
}
