package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mpi4j.dist.Started.Result;

/** The doctor finds what was put there to be found, and says what to do about it. */
@Needs(Need.SSH_HOSTS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DoctorIT {
    @TempDir
    private Path folder;

    private static Command doctor(String sshOptions, String... arguments) {
        return Command.jrun(Stream.concat(Stream.of("doctor", "--ssh", Hosts.ssh() + sshOptions), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void measuresBetweenHostsAndNamesTheOneThatThereIsNot() throws Exception {
        Result result = doctor("", "node[1-2],no-such-host.invalid").run();
        assertEquals(1, result.code(), result.toString());
        assertTrue(result.stdout().matches("(?s).*\\nnode1 +ok +25\\S* +same .*10\\.77\\.0\\.1.*"), result.stdout());
        assertTrue(result.stdout().matches("(?s).*\\nnode1 +- +\\d+ us \\d+ MB/s +- .*\\nnode2 +\\d+ us \\d+ MB/s .*"), result.stdout());
        assertTrue(result.stdout().contains("no-such-host.invalid: its name means nothing here, on node1, on node2")
                && result.stdout().contains("-> spell its name as ssh knows it"), result.stdout());
        Survivors.awaitNone("--doctor-agent", Soon.seconds(1));
    }

    @Test
    void namesThePortOfSshThatNobodyServes() throws Exception {
        Result result = doctor(" -p 2299", "node1").run();
        assertEquals(1, result.code(), result.toString());
        assertTrue(result.stdout().contains("node1: cannot be entered: ") && result.stdout().contains("refused") && result.stdout().contains("--ssh 'ssh -p PORT'"), result.stdout());
    }

    @Test
    void namesAPathThatIsBlockedAndSharedMemoryThatIsSmall() throws Exception {
        try (Namespaces net = new Namespaces(folder, "a", "b")) {
            net.cable("a", "eth0", "10.7.0.1/24", "b", "eth0", "10.7.0.2/24");
            net.dropTo("b", "eth0", "10.7.0.1");
            Path lead = folder.resolve("lead");
            Files.writeString(lead, Files.readString(lead)
                    .replace("unshare -u sh -c '", "unshare -m -u sh -c 'mount -t tmpfs -o size=8m tmpfs /dev/shm; "));
            Result result = net.doctor("a", net.name("b")).within(Duration.ofSeconds(90)).run();
            assertEquals(1, result.code(), result.toString());
            assertTrue(result.stdout().contains(net.name("b") + ": /dev/shm has 8 MiB free") && result.stdout().contains("-> ranks of one host want 1.25 MiB each: mount"), result.stdout());
            for (String[] pair : new String[][] {{"a", "b"}, {"b", "a"}}) {
                assertTrue(result.stdout().contains(net.name(pair[0]) + ": cannot connect to " + net.name(pair[1]) + ", port "), result.stdout());
            }
            assertTrue(result.stdout().contains("-> let TCP through between them"), result.stdout());
        }
    }
}
