package org.mpi4j.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Mpi;
import org.mpi4j.internal.net.LocalAddresses;
import org.mpi4j.internal.net.Networks;
import org.mpi4j.internal.net.Ports;

/**
 * The doctor's hand on a host: answers requests, a line each, on its standard input with lines of {@code key=value}, ended by a dot. Gone with its
 * standard input. Confined to its process's main thread.
 */
final class DoctorAgent {
    /** What the doctor calls it by: {@code jrun --doctor-agent}. Not for people. */
    static final String WORD = "--doctor-agent";

    /** Its first line. What comes before it is the talk of a login shell. */
    static final String HELLO = "mpi4j-doctor 1";

    static final String END = ".";

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private @Nullable DoctorEcho echo;

    private DoctorAgent() {}

    static int run() throws IOException {
        DoctorAgent agent = new DoctorAgent();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        agent.out.println(HELLO);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            agent.obey(line.split(" ", -1));
            agent.out.println(END);
        }
        return 0;
    }

    private void obey(String... words) {
        try {
            switch (words[0]) {
                case "time" -> tell("millis", System.currentTimeMillis());
                case "facts" -> facts(words[1], Arrays.copyOfRange(words, 2, words.length));
                case "listen" -> {
                    Networks networks = networks(words[3]);
                    echo = DoctorEcho.start(networks.bound(LocalAddresses.find().published(networks)), Ports.parse(words[1]), words[2]);
                    tell("port", echo.port());
                }
                case "path" -> DoctorEcho.tryAll(List.of(words[1].split(",", -1)), Integer.parseInt(words[2]), words[3]).forEach(this::tell);
                default -> tell("failed", "no such request");
            }
        } catch (IOException | IllegalArgumentException e) {
            tell("failed", e.getMessage());
        }
    }

    private void facts(String networks, String... names) throws IOException {
        tell("java", Runtime.version());
        tell("mpi4j", Mpi.libraryVersion());
        HostLimits limits = HostLimits.ofProcess();
        tell("nofile", limits.descriptors());
        tell("nproc", limits.processes());
        tell("memlock", memlock());
        tell("shm", Files.isDirectory(Path.of("/dev/shm")) ? Path.of("/dev/shm").toFile().getUsableSpace() : 0);
        tell("shmMode", shmMode());
        for (String name : names) {
            tell("name." + name, address(name));
        }
        tell("addresses", String.join(",", LocalAddresses.routable(LocalAddresses.find().published(networks(networks)))));
    }

    private static Networks networks(String said) {
        return said.equals("-") ? Networks.ALL : Networks.parse(said);
    }

    private static String address(String name) {
        try {
            return InetAddress.getByName(name).getHostAddress();
        } catch (UnknownHostException _) {
            return "";
        }
    }

    private static String shmMode() {
        try {
            Path folder = Path.of("/dev/shm");
            return (Files.isWritable(folder) ? "" : "not writable, ") + PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
        } catch (IOException _) {
            return "not there";
        }
    }

    private static String memlock() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith("Max locked memory"))
                .map(line -> line.split("\\s{2,}", -1)[2])
                .findFirst()
                .orElse("unknown");
    }

    private void tell(String key, @Nullable Object value) {
        out.println(key + "=" + String.valueOf(value).replace('\n', ' '));
    }
}
