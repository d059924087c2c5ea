package org.mpi4j.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ArgumentsTest {
    @ParameterizedTest
    @ValueSource(strings = {"-n 4", "-np 4", "-n4", "--ranks=4"})
    void readsTheNumberOfRanks(String how) throws Exception {
        assertEquals(4, Arguments.parse((how + " prog").split(" ", -1)).apps().getFirst().ranks);
    }

    @Test
    void leavesTheProgramsOwnOptionsAlone() throws Exception {
        AppOptions app = Arguments.parse("-n", "2", "prog", "-n", "7", "--quiet", "@file", "--", "-x").apps().getFirst();
        assertEquals(List.of("prog", "-n", "7", "--quiet", "@file", "--", "-x"), app.command);
        assertEquals(2, app.ranks);
    }

    @Test
    void splitsProgramsAtColons() throws Exception {
        List<AppOptions> apps = Arguments.parse("-n", "1", "--tag-output", "A", "x", ":", "-n", "3", "-x", "V=1", "B", ":", "C").apps();
        assertEquals(List.of(List.of("A", "x"), List.of("B"), List.of("C")), apps.stream().map(app -> app.command).toList());
        assertEquals(List.of("V=1"), apps.get(1).variables);
        assertNull(apps.get(2).ranks);
    }

    @Test
    void takesSeveralJavaOptionsAndVariables() throws Exception {
        AppOptions app = Arguments.parse("-J-Xmx1g", "-J-ea", "-x", "A", "-x", "B=1=2", "-cp", "a:b", "Main").apps().getFirst();
        assertEquals(List.of("-Xmx1g", "-ea"), app.javaOptions);
        assertEquals(List.of("A", "B=1=2"), app.variables);
        assertEquals("a:b", app.classPath);
    }

    @Test
    void readsNetworksAndPortsAndTellsRanksOfThem() throws Exception {
        JobOptions job = Arguments.parse("--net", "eth0,10.1.0.0/16", "--net", "fd00::/8", "--port-range", "20000-20100", "p").job();
        Map<String, String> environment = new HashMap<>();
        JobNetwork.putAll(job, environment);
        assertEquals("eth0,10.1.0.0/16,fd00::/8", environment.get("MPI4J_TCP_INTERFACES"));
        assertEquals("20000-20100", environment.get("MPI4J_TCP_PORTS"));
        assertEquals("20000-20100", environment.get("MPI4J_SLURM_PORTS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-n 0 p", "-n x p", "--bogus p", "p :", ": p", "p : --quiet q", "-x =1 p", "--timeout 0 p", "--timeout x p",
        "--output-filename out.%h p", "--net 10.1.0.0/99 p", "--net eth0,fd00::/129 p", "--port-range 9-8 p", "--port-range x p",
        "--bind-to thread p", "--map-by socket p", "--cpus-per-rank 2 p", "--bind-to core --cpus-per-rank 0 p", "--tag-output=pid p",
        "--quiet=yes p"})
    void refusesWithExitCodeTwo(String line) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ", -1);
        assertEquals(2, assertThrows(UsageException.class, () -> Arguments.parse(args)).exitCode());
    }

    @ParameterizedTest
    @CsvSource({"--tag-output,RANK_AND_HOST", "--prefix-output,RANK_AND_HOST", "--prefix-output=host,RANK_AND_HOST", "--prefix-output=rank,RANK"})
    void aValueThatMayBeLeftOutStandsAfterAnEqualsSign(String option, Forwarder.Tags tags) throws Exception {
        Arguments arguments = Arguments.parse(option, "rank");
        assertEquals(tags, arguments.job().tags);
        assertEquals(List.of("rank"), arguments.apps().getFirst().command);
    }

    @Test
    void bindsNothingUnlessToldTo() throws Exception {
        assertEquals(new Binding(Binding.Unit.NONE, Binding.Turn.FILL, Binding.SHARE, false), Arguments.parse("--map-by", "core", "p").job().binding());
        assertEquals(
                new Binding(Binding.Unit.CORE, Binding.Turn.SOCKET, 4, true),
                Arguments.parse("--bind-to", "core", "--map-by", "socket", "--cpus-per-rank", "4", "--report-bindings", "p").job().binding());
    }

    @ParameterizedTest
    @CsvSource({"90,PT1M30S", "0.5,PT0.5S", "90s,PT1M30S", "5m,PT5M", "1h30m,PT1H30M", "1h1m1s,PT1H1M1S"})
    void readsTimes(String text, Duration time) throws Exception {
        assertEquals(time, Times.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--hostfile", "--wdir", "--output-filename", "--jfr"})
    void aNameThatNoFileCanHaveIsRefused(String option) {
        UsageException refused = assertThrows(UsageException.class, () -> Arguments.parse(option, "a\0b", "prog"));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("option " + option + ": 'a\0b' is no name of a file"), refused.getMessage());
    }
}
