package org.mpi4j.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Mpi;

/** What the doctor has seen, as people read it: a table of hosts, one of paths, and findings with what to do. Confined to the main thread. */
final class DoctorReport {
    private static final long LEAST_SHM_BYTES = 64L << 20;
    private static final long LEAST_DESCRIPTORS = 1024;
    private static final long LEAST_PROCESSES = 1024;
    private static final long MOST_OFFSET_MILLIS = 2_000;
    private static final int JAVA = 25;

    private final List<String> names;
    private final List<List<String>> hosts = new ArrayList<>();
    private final Map<String, String> paths = new LinkedHashMap<>();
    private final List<String> findings = new ArrayList<>();

    DoctorReport(List<String> names) {
        this.names = names;
        hosts.add(List.of("host", "ssh", "java", "mpi4j", "clock", "/dev/shm", "open files", "processes", "locked memory", "addresses"));
    }

    boolean isHealthy() {
        return findings.isEmpty();
    }

    void find(String host, String what, String remedy) {
        findings.add(host + ": " + what + "\n    -> " + remedy);
    }

    void unreached(String host) {
        hosts.add(List.of(host, "NO", "-", "-", "-", "-", "-", "-", "-", "-"));
    }

    /** @param offsetMillis how much its clock is ahead of ours */
    void host(String host, Map<String, String> facts, long offsetMillis) {
        String java = facts.getOrDefault("java", "unknown");
        String version = facts.getOrDefault("mpi4j", "unknown");
        long shm = number(facts, "shm");
        long files = number(facts, "nofile");
        long processes = number(facts, "nproc");
        String mode = facts.getOrDefault("shmMode", "");
        boolean same = version.equals(Mpi.libraryVersion());
        hosts.add(List.of(host, "ok", java, same ? "same" : version, String.format(Locale.ROOT, "%+.1f s", Math.round(offsetMillis / 100.0) / 10.0),
                (shm >> 20) + " MiB", amount(files), amount(processes), facts.getOrDefault("memlock", "unknown"), facts.getOrDefault("addresses", "none")));
        if (!java.startsWith(Integer.toString(JAVA))) {
            find(host, "has Java " + java, "mpi4j is tried with JDK 25: install it there, at the same path as here");
        }
        if (!same) {
            find(host, "has another mpi4j: " + version + ", here is " + Mpi.libraryVersion(), "install the same one at the same path");
        }
        if (Math.abs(offsetMillis) > MOST_OFFSET_MILLIS) {
            find(host, "its clock differs by " + offsetMillis + " ms", "run chrony or another NTP client: jobs do not mind, logs and file times do");
        }
        if (shm < LEAST_SHM_BYTES || mode.startsWith("not ")) {
            find(host, "/dev/shm has " + (shm >> 20) + " MiB free, " + mode, "ranks of one host want 1.25 MiB each: mount -o remount,size=1g,mode=1777 /dev/shm; docker run --shm-size=1g");
        }
        if (files < LEAST_DESCRIPTORS) {
            find(host, "a process may open " + files + " files", "a rank needs 100 and one for each rank elsewhere: raise nofile in /etc/security/limits.conf, or LimitNOFILE of sshd");
        }
        if (processes < LEAST_PROCESSES) {
            find(host, "the user may have " + processes + " processes and threads", "a rank has about 20: raise nproc in /etc/security/limits.conf");
        }
    }

    /** @param measured null if there was no time for it */
    void path(String from, String to, @Nullable Map<String, String> measured) {
        String text = measured == null
                ? "not tried"
                : measured.containsKey("failed") ? "NO" : measured.get("micros") + " us " + measured.get("megabytes") + " MB/s";
        paths.put(from + " " + to, text);
    }

    /** What to do where ssh, or what it leads to, says this. */
    static String remedyOfEntry(String why, Path bin) {
        String said = why.toLowerCase(Locale.ROOT);
        if (said.contains("resolve")) {
            return "spell its name as ssh knows it, or add it to DNS, /etc/hosts or ~/.ssh/config";
        }
        if (said.contains("permission denied") || said.contains("publickey")) {
            return "let 'ssh HOST true' work without a question: ssh-copy-id HOST, or an agent with your key";
        }
        if (said.contains("host key")) {
            return "connect once by hand and accept its key, or mend ~/.ssh/known_hosts";
        }
        if (said.contains("refused") || said.contains("timed out") || said.contains("no route")) {
            return "see that sshd runs there and its port is open; another port is named by --ssh 'ssh -p PORT' or in ~/.ssh/config";
        }
        if (said.contains("not found") || said.contains("no such file")) {
            return "install mpi4j there at " + bin.getParent() + ", or share the folder; the JDK too";
        }
        return "try 'ssh HOST true' by hand: it must work without a question";
    }

    String text() {
        StringBuilder text = new StringBuilder();
        print(hosts, text);
        if (names.size() > 1) {
            text.append("\nfrom \\ to: half the time of a ping over TCP, and how much one connection carries\n");
            List<List<String>> table = new ArrayList<>();
            List<String> head = new ArrayList<>(List.of(""));
            head.addAll(names);
            table.add(head);
            for (String from : names) {
                List<String> row = new ArrayList<>(List.of(from));
                names.forEach(to -> row.add(paths.getOrDefault(from + " " + to, "-")));
                table.add(row);
            }
            print(table, text);
        }
        text.append('\n').append(findings.isEmpty() ? "nothing to be done\n" : findings.size() + " to be done:\n");
        findings.forEach(finding -> text.append("  ").append(finding).append('\n'));
        return text.toString();
    }

    private static void print(List<List<String>> table, StringBuilder to) {
        int columns = table.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : table) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            to.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static String amount(long number) {
        return number == Long.MAX_VALUE ? "unlimited" : Long.toString(number);
    }

    private static long number(Map<String, String> facts, String key) {
        try {
            return Long.parseLong(facts.getOrDefault(key, "0"));
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
