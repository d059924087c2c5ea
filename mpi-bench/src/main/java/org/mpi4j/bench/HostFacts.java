package org.mpi4j.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What this host and this JVM are, for a person who looks for the cause of something. */
final class HostFacts {
    static final String HOST = "host";
    private static final String NOT_KNOWN = "not known";

    private HostFacts() {}

    static Map<String, String> ofThisHost(String processorName) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(HOST, processorName);
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", memory());
        facts.put("heap", mebibytes(Runtime.getRuntime().maxMemory()) + " at most");
        facts.put("java", System.getProperty("java.vm.vendor", "") + " " + Runtime.version());
        facts.put("kernel", System.getProperty("os.name", "") + " " + System.getProperty("os.version", "") + " " + System.getProperty("os.arch", ""));
        facts.put("/dev/shm", sharedMemory(Path.of("/dev/shm")));
        facts.put("interfaces", interfaces());
        return facts;
    }

    private static String memory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemTotal:"))
                    .map(line -> mebibytes(Long.parseLong(line.replaceAll("\\D", "")) << 10))
                    .findFirst()
                    .orElse(NOT_KNOWN);
        } catch (IOException _) {
            return NOT_KNOWN;
        }
    }

    private static String sharedMemory(Path directory) {
        try {
            FileStore store = Files.getFileStore(directory);
            return mebibytes(store.getTotalSpace()) + ", writable " + Files.isWritable(directory);
        } catch (IOException _) {
            return "none";
        }
    }

    private static String interfaces() {
        try {
            List<String> all = NetworkInterface.networkInterfaces()
                    .filter(HostFacts::isUp)
                    .map(i -> i.getName() + " " + String.join(" ", i.inetAddresses().map(InetAddress::getHostAddress).toList()))
                    .sorted()
                    .toList();
            return String.join("; ", all);
        } catch (SocketException _) {
            return NOT_KNOWN;
        }
    }

    private static boolean isUp(NetworkInterface one) {
        try {
            return one.isUp();
        } catch (SocketException _) {
            return false;
        }
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
