package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Fails;

/** Debuggers and flight recordings of ranks. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JrunToolsIT {
    private static final Pattern PORT = Pattern.compile("jrun: rank (\\d) on \\S+: attach to localhost:(\\d+)");
    private static final Pattern FAR_PORT = Pattern.compile("jrun: rank 0 on node1: attach to node1:(\\d+)");
    private static final byte[] HANDSHAKE = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    /** Standard error comes with the output. */
    private Started start(List<String> options, String how) throws Exception {
        List<String> line = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 2>&1", "sh"));
        line.addAll(Command.jrun(Java.after(options, Fails.class, how, "tools")).line());
        return Command.of(line.toArray(String[]::new)).start();
    }

    private static List<Integer> ports(String output) {
        List<Integer> ports = new ArrayList<>();
        for (Matcher next = PORT.matcher(output); next.find(); ) {
            ports.add(Integer.valueOf(next.group(2)));
        }
        return ports;
    }

    private static Socket attach(String host, int port) throws IOException {
        Socket debugger = new Socket(host, port);
        debugger.getOutputStream().write(HANDSHAKE);
        byte[] answer = new byte[HANDSHAKE.length];
        new DataInputStream(debugger.getInputStream()).readFully(answer);
        assertArrayEquals(HANDSHAKE, answer);
        return debugger;
    }

    private static void resume(Socket debugger) throws Exception {
        DataOutputStream command = new DataOutputStream(debugger.getOutputStream());
        command.writeInt(11);
        command.writeInt(1);
        command.write(new byte[] {0, 1, 9});
        command.flush();
    }

    @Test
    void aDebuggerCanAttachToEachRankFromItsHostAlone() throws Exception {
        try (Started started = start(List.of("-n", "2", "--debug", "--port-range", "23450-23459"), "stays")) {
            List<Integer> ports = ports(started.awaitOutput(text -> text.lines().filter("up"::equals).count() == 2));
            assertEquals(2, ports.stream().distinct().count());
            for (int port : ports) {
                assertTrue(port >= 23_450 && port <= 23_459, ports.toString());
                attach("localhost", port).close();
                assertTrue(listeners(port).stream().allMatch(address -> address.endsWith("0100007F")), "listens at port=" + port);
            }
        }
    }

    /** The addresses, as the kernel writes them, at which somebody listens at a port. */
    private static List<String> listeners(int port) throws Exception {
        List<String> addresses = new ArrayList<>();
        for (Path table : List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))) {
            for (String line : Files.exists(table) ? Files.readAllLines(table) : List.<String>of()) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields[3].equals("0A") && fields[1].endsWith(":%04X".formatted(port))) {
                    addresses.add(fields[1].replaceFirst(":.*", ""));
                }
            }
        }
        return addresses;
    }

    @Test
    void aRankThatIsToWaitForItsDebuggerBeginsWhenItHasCome() throws Exception {
        try (Started started = start(List.of("-n", "2", "--debug-suspend"), "stays")) {
            List<Integer> ports = ports(started.awaitOutput(text -> ports(text).size() == 2));
            try (Socket first = attachInTime(ports.get(0)); Socket second = attachInTime(ports.get(1))) {
                resume(first);
                resume(second);
                started.awaitOutput(text -> text.lines().filter("up"::equals).count() == 2);
            }
        }
    }

    private static Socket attachInTime(int port) throws Exception {
        Soon.await("a listener at port=" + port, Soon.seconds(5), () -> !listeners(port).isEmpty());
        return attach("localhost", port);
    }

    @Test
    @Needs(Need.SSH_HOSTS)
    void aDebuggerOfAnotherHostCanAttachIfThatIsAllowed() throws Exception {
        String allowed = Command.of("sh", "-c", "ip route get $(getent hosts node1 | cut -d' ' -f1) | sed -n 's/.* src \\([^ ]*\\).*/\\1/p'").run().stdout().strip();
        for (String from : List.of(allowed, "192.0.2.77")) {
            try (Started started = start(List.of("--ssh", Hosts.ssh(), "--host", "node1", "--debug=" + from), "stays")) {
                String output = started.awaitOutput(text -> text.contains("up\n"));
                Matcher told = FAR_PORT.matcher(output);
                assertTrue(told.find(), output);
                if (from.equals(allowed)) {
                    attach("node1", Integer.parseInt(told.group(1))).close();
                } else {
                    assertThrows(IOException.class, () -> attach("node1", Integer.parseInt(told.group(1))));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"throws", "exits"})
    void eachRankRecordsItsFlightAlsoWhenTheJobFails(String how) throws Exception {
        Result result = Command.jrun(Java.after(List.of("-n", "3", "--jfr", "a/b"), Fails.class, how, "tools")).in(folder).run();
        assertEquals("up\nup\nup\n", result.stdout(), result.stderr());
        recordingsAre(3);
    }

    @Test
    void eachRankRecordsItsFlightWhenJrunIsToldToEnd() throws Exception {
        try (Started started = start(List.of("-n", "2", "--jfr", folder.resolve("a/b").toString()), "stays")) {
            started.awaitOutput(text -> text.equals("up\nup\n"));
            started.signal("TERM");
            assertEquals(143, started.await().code());
        }
        recordingsAre(2);
    }

    @Test
    @Needs(Need.SSH_HOSTS)
    void ranksOfOtherHostsRecordTheirFlightsThere() throws Exception {
        Result result = Hosts.jrun(Java.after(List.of("--host", "node1,node2", "--jfr", folder.resolve("a/b").toString()), Fails.class, "throws", "tools")).run();
        assertEquals("up\nup\n", result.stdout(), result.stderr());
        recordingsAre(2);
    }

    private void recordingsAre(int ranks) throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("a/b"))) {
            assertEquals(ranks, files.count());
        }
        for (int rank = 0; rank < ranks; rank++) {
            Result events = Command.of(Java.tool("jfr"), "print", "--events", "jdk.JVMInformation", folder.resolve("a/b/" + rank + ".jfr").toString()).run();
            assertTrue(events.stdout().contains("javaArguments = \"org.mpi4j.dist.program.Fails"), events.stdout() + events.stderr());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--debug", "--debug-suspend", "--jfr=x"})
    void aProgramThatIsNoJavaIsRefused(String option) throws Exception {
        Result result = Command.jrun("-n", "1", option, "sh", "-c", "true").in(folder).run();
        assertEquals(2, result.code());
        assertTrue(result.stderr().matches("jrun: --(debug|jfr) is for Java programs, which \\S+/sh is not.*\n"), result.stderr());
    }
}
