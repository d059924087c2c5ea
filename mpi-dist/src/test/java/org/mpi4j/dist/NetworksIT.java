package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Alltoall;

/** Hosts with several interfaces, of which some lead nowhere: a job finds the way by itself, or says what it has tried. */
@Needs(Need.NAMESPACES)
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class NetworksIT {
    private static final Pattern MILLIS = Pattern.compile("(\\d+) ranks right, millis=(\\d+)\n");

    @TempDir
    private Path folder;

    @Test
    void interfacesThatLeadNowhereCostLessThanTwoSeconds() throws Exception {
        try (Namespaces net = new Namespaces(folder, "a", "b")) {
            net.cable("a", "eth7", "10.7.0.1/24", "b", "eth7", "10.7.0.2/24");
            long withoutMillis = Math.min(millis(pair(net)), millis(pair(net)));
            net.deadBridge("a", "docker0", "172.17.0.1/16");
            net.deadBridge("b", "docker0", "172.17.0.1/16");
            net.deadBridge("a", "eth0", "10.8.0.1/24");
            net.deadBridge("b", "eth0", "10.8.0.2/24");
            net.blackHole("a", "eth1", "10.9.0.1/24", "10.9.0.2");
            net.blackHole("b", "eth1", "10.9.0.2/24", "10.9.0.1");
            long withMillis = millis(pair(net));
            for (int again = 0; again < 4 && withMillis >= withoutMillis + 2_000; again++) { // the machine may have been busy
                withMillis = millis(pair(net));
            }
            assertTrue(withMillis < withoutMillis + 2_000, "withoutMillis=" + withoutMillis + " withMillis=" + withMillis);
        }
    }

    @Test
    void aJobRunsWhereThereIsNoIpv4() throws Exception {
        try (Namespaces net = new Namespaces(folder, "a", "b")) {
            net.cable("a", "eth0", "fd77::1/64", "b", "eth0", "fd77::2/64");
            millis(pair(net));
            millis(pair(net, "--net", "fd00::/8"));
        }
    }

    @Test
    void usesTheNamedNetworkAndListensNowhereElse() throws Exception {
        try (Namespaces net = new Namespaces(folder, "a", "b")) {
            net.cable("a", "eth0", "10.7.0.1/24", "b", "eth0", "10.7.0.2/24");
            net.cable("a", "eth1", "10.8.0.1/24", "b", "eth1", "10.8.0.2/24");
            try (Started sleeping = net.jrun("a", Java.after(hosts(net, "--net", "10.8.0.0/16", "--port-range", "20000-20009"), Alltoall.class, "stay")).start()) {
                sleeping.awaitOutput(text -> MILLIS.matcher(text).find());
                List<String> bound = List.of();
                for (String host : List.of("a", "b")) {
                    bound = listening(net, host);
                    assertTrue(bound.size() >= 2, bound.toString());
                    assertTrue(bound.stream().allMatch(at -> at.matches("(\\[::ffff:)?10\\.8\\.0\\.[12]]?:2000\\d")), host + ": " + bound);
                }
            }
            Result wrong = pair(net, "--net", "10.99.0.0/16");
            assertNotEquals(0, wrong.code());
            assertTrue(wrong.stderr().startsWith("jrun: " + net.name("a") + ": no address of this host is in --net 10.99.0.0/16"), wrong.stderr());
            Result full = pair(net, "--port-range", "20000-20001");
            assertNotEquals(0, full.code());
            assertTrue(full.stderr().matches("(?s).*host=" + net.name("a") + ": no free port in 20000-20001 \\(--port-range.*"), full.stderr());
        }
    }

    private static List<String> listening(Namespaces net, String host) throws Exception {
        Result sockets = net.on(host, "ss", "-Hltn").run();
        return sockets.stdout().lines().map(line -> line.split("\\s+", -1)[3]).toList();
    }

    @Test
    void aHostFromWhichNoPathLeadsToJrunSaysWhatItHasTried() throws Exception {
        try (Namespaces net = new Namespaces(folder, "a", "b")) {
            net.cable("a", "eth0", "10.7.0.1/24", "b", "eth0", "10.7.0.2/24");
            net.deadBridge("b", "eth1", "10.8.0.2/24");
            net.deadBridge("a", "eth1", "10.8.0.1/24");
            net.dropTo("b", "eth0", "10.7.0.1");
            Result result = pair(net);
            assertNotEquals(0, result.code());
            assertTrue(
                    result.stderr().contains("no path to the launcher on host=" + net.name("a") + " within 8 s")
                            && result.stderr().contains("host=" + net.name("b"))
                            && Pattern.compile("tried .*10\\.7\\.0\\.1:\\d+ \\([^)]+\\)").matcher(result.stderr()).find()
                            && Pattern.compile("tried .*10\\.8\\.0\\.1:\\d+ \\([^)]+\\)").matcher(result.stderr()).find(),
                    result.stderr());
            assertTrue(result.took().compareTo(Duration.ofSeconds(10).plus(Soon.seconds(1))) < 0, result.took()::toString);
            Survivors.awaitNone(net.name("b"), Soon.seconds(1));
        }
    }

    @Test
    void ranksBetweenWhomNoPathLeadsSayWhatTheyHaveTried() throws Exception {
        try (Namespaces net = new Namespaces(folder, "a", "b", "c")) {
            net.cable("a", "eth0", "10.7.1.1/24", "b", "eth0", "10.7.1.2/24");
            net.cable("a", "eth1", "10.7.2.1/24", "c", "eth0", "10.7.2.2/24");
            net.deadBridge("b", "eth1", "10.8.0.2/24");
            net.deadBridge("c", "eth1", "10.8.0.3/24");
            Result result = net.jrun("a", Java.after(List.of("--host", net.name("b") + "," + net.name("c")), Alltoall.class)).run();
            assertNotEquals(0, result.code());
            assertTrue(result.stderr().contains("no connection could be made from host=" + net.name("b") + " to host=" + net.name("c"))
                    || result.stderr().contains("no connection could be made from host=" + net.name("c") + " to host=" + net.name("b")), result.stderr());
            assertTrue(result.stderr().matches("(?s).*10\\.8\\.0\\.[23]:\\d+: .*10\\.7\\.[12]\\.2:\\d+: Network is unreachable.*"), result.stderr());
            assertTrue(result.took().compareTo(Duration.ofSeconds(10).plus(Soon.seconds(1))) < 0, result.took()::toString);
        }
    }

    @Test
    void aHostThatAllowsTooFewOpenFilesSaysWhatIsNeededBeforeAnyRankStarts() throws Exception {
        try (Namespaces net = new Namespaces(folder, "a", "b")) {
            net.cable("a", "eth0", "10.7.0.1/24", "b", "eth0", "10.7.0.2/24");
            Path lead = folder.resolve("lead");
            Files.writeString(lead, Files.readString(lead).replace("#!/bin/sh\n", "#!/bin/sh\nulimit -n 101\n"));
            Result result = pair(net);
            assertEquals(126, result.code(), result.toString());
            assertTrue(result.stderr().startsWith("jrun: cannot start rank 2 on " + net.name("b") + ": a rank needs 102 file descriptors")
                    && result.stderr().contains("limit=101 (ulimit -Hn): raise nofile"), result.stderr());
        }
    }

    private static List<String> hosts(Namespaces net, String... options) {
        List<String> line = new ArrayList<>(List.of("--host", net.name("a") + ":2," + net.name("b") + ":2"));
        line.addAll(List.of(options));
        return line;
    }

    private static Result pair(Namespaces net, String... options) throws Exception {
        return net.jrun("a", Java.after(hosts(net, options), Alltoall.class)).run();
    }

    private static long millis(Result result) {
        Matcher said = MILLIS.matcher(result.stdout());
        assertTrue(said.find() && said.group(1).equals("4"), result.toString());
        assertEquals(0, result.code(), result.stderr());
        return Long.parseLong(said.group(2));
    }
}
