package org.mpi4j.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.boot.exchange.Secret;
import org.mpi4j.internal.net.Networks;
import org.mpi4j.internal.net.Ports;
import org.mpi4j.internal.settings.Setting;

/**
 * {@code jrun doctor}: looks at hosts before a job is started on them, through an agent on each, and says what to do about what it finds. Hosts never
 * ssh to each other; their agents connect to each other. Confined to the main thread, but for one thread for each host at the start.
 */
final class Doctor {
    static final String WORD = "doctor";

    private static final long OPEN_SECONDS = 15;
    private static final long ANSWER_SECONDS = 15;
    private static final long PATH_SECONDS = 20;
    private static final long ALL_PATHS_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final String USAGE =
            """
            Usage: jrun doctor [options] <host1,host2,host[3-6]>

            Looks at hosts before a job is started on them: names, ssh, JDK, mpi4j, clocks, ports and firewalls between
            each two of them, /dev/shm, limits, and how fast messages would go. Says what to do about each finding.

                  --hostfile=<file>            The hosts, one a line, as jrun reads it.
                  --ssh=<command>              What leads to a host, instead of ssh.
                  --net=<eth0|10.1.0.0/16,...> Networks to try. Default: all.
                  --port-range=<20000-20100>   Ports to try, as the job will use them. Default: any.
              -h, --help                       Print this page.

            The exit code is 0 if there is nothing to be done, else 1. Takes two minutes at most.
            """;

    private final List<String> names;
    private final SshCommand ssh;
    private final String networks;
    private final String ports;
    private final String token = HexFormat.of().formatHex(Secret.create());
    private final DoctorReport report;
    private final Map<String, DoctorHost> hosts = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> facts = new ConcurrentHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Map<String, Long> offsetMillis = new ConcurrentHashMap<>();

    private Doctor(List<String> names, SshCommand ssh, String networks, String ports) {
        this.names = names;
        this.ssh = ssh;
        this.networks = networks;
        this.ports = ports;
        this.report = new DoctorReport(names);
    }

    /** Returns the exit code. */
    static int run(Installation installation, List<String> words) throws UsageException, InterruptedException {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> hosts = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            if (word.equals("-h") || word.equals("--help")) {
                System.out.print(USAGE);
                return 0;
            } else if (!word.startsWith("-")) {
                hosts.add(word);
            } else if (equals > 0) {
                options.put(word.substring(0, equals), word.substring(equals + 1));
            } else if (i + 1 < words.size()) {
                options.put(word, words.get(++i));
            } else {
                throw wrong("option " + word + " wants a value");
            }
        }
        for (String option : options.keySet()) {
            if (!List.of("--hostfile", "--ssh", "--net", "--port-range").contains(option)) {
                throw wrong("unknown option " + option);
            }
        }
        String file = options.get("--hostfile");
        if ((file == null) == hosts.isEmpty()) {
            throw wrong("name hosts, or a --hostfile");
        }
        List<HostSlots> named = file == null ? HostSlots.parse(String.join(",", hosts)) : HostSlots.read(path(file));
        String networks = options.getOrDefault("--net", "");
        String ports = options.getOrDefault("--port-range", Setting.TCP_PORTS.defaultValue());
        try {
            Networks.parse(networks);
            Ports.parse(ports);
        } catch (IllegalArgumentException e) {
            throw wrong("--net or --port-range: " + e.getMessage());
        }
        SshCommand ssh = new SshCommand(options.getOrDefault("--ssh", ""), installation);
        return new Doctor(withThisHost(named), ssh, networks.isEmpty() ? "-" : networks, ports).examine();
    }

    /** Ranks anywhere connect to jrun, so that its own host is one of those to look at. */
    private static List<String> withThisHost(List<HostSlots> named) {
        List<String> names = new ArrayList<>(named.stream().map(HostSlots::host).toList());
        if (names.stream().noneMatch(Host::isThis)) {
            names.add(Host.name());
        }
        return names;
    }

    private static Path path(String file) throws UsageException {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw wrong("--hostfile: '" + file + "' is no name of a file in this locale (LC_ALL=C.UTF-8 takes all): " + e.getReason());
        }
    }

    private static UsageException wrong(String what) {
        return new UsageException(UsageException.BAD_USAGE, "doctor: " + what);
    }

    private int examine() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        names.forEach(name -> threads.add(Thread.ofPlatform().daemon().name("doctor-of-" + name).start(() -> visit(name))));
        try {
            for (Thread thread : threads) {
                thread.join();
            }
            for (String name : names) {
                tellOfHost(name);
            }
            paths();
        } finally {
            hosts.values().forEach(DoctorHost::close);
        }
        System.out.print(report.text());
        return report.isHealthy() ? 0 : 1;
    }

    private void visit(String name) {
        try {
            String agent = ssh.jrun(DoctorAgent.WORD);
            List<String> line = Host.isThis(name) ? List.of("sh", "-c", agent) : ssh.line(name, agent);
            DoctorHost host = DoctorHost.open(name, line, OPEN_SECONDS);
            hosts.put(name, host);
            long before = System.currentTimeMillis();
            Map<String, String> time = host.ask("time", ANSWER_SECONDS);
            long after = System.currentTimeMillis();
            offsetMillis.put(name, Long.parseLong(time.getOrDefault("millis", "0")) - (before + after) / 2);
            Map<String, String> all = host.ask("facts " + networks + " " + String.join(" ", names), ANSWER_SECONDS);
            all.putAll(host.ask("listen " + ports + " " + token + " " + networks, ANSWER_SECONDS));
            facts.put(name, all);
        } catch (IOException | NumberFormatException e) {
            failures.put(name, String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellOfHost(String name) {
        tellOfName(name);
        Map<String, String> known = facts.get(name);
        if (known == null) {
            String why = failures.getOrDefault(name, "no answer in time");
            report.unreached(name);
            report.find(name, "cannot be entered: " + why, DoctorReport.remedyOfEntry(why, ssh.installation().bin()));
            return;
        }
        report.host(name, known, offsetMillis.getOrDefault(name, 0L));
        String failed = known.get("failed");
        if (failed != null) {
            report.find(name, failed, "name another --net or --port-range, or none");
        }
    }

    /** Of a name that nobody knows it is enough to say so once. */
    private void tellOfName(String name) {
        List<String> strangers = new ArrayList<>();
        if (!Host.isThis(name) && isUnknownHere(name)) {
            strangers.add("here");
        }
        for (String other : names) {
            if ("".equals(facts.getOrDefault(other, Map.of()).get("name." + name))) {
                strangers.add("on " + other);
            }
        }
        if (!strangers.isEmpty()) {
            report.find(name, "its name means nothing " + String.join(", ", strangers),
                    "add it to DNS or to /etc/hosts there; jrun itself needs only ssh to know it (~/.ssh/config) and tells ranks addresses, srun needs it everywhere");
        }
    }

    private static boolean isUnknownHere(String name) {
        try {
            return InetAddress.getByName(name).getAddress().length == 0;
        } catch (UnknownHostException _) {
            return true;
        }
    }

    private void paths() throws InterruptedException {
        long endNanos = System.nanoTime() + ALL_PATHS_NANOS;
        for (String from : names) {
            for (String to : names) {
                DoctorHost host = hosts.get(from);
                Map<String, String> other = facts.get(to);
                if (!from.equals(to) && host != null && facts.containsKey(from) && other != null && other.containsKey("port")) {
                    path(host, to, other, endNanos);
                }
            }
        }
    }

    private void path(DoctorHost from, String to, Map<String, String> other, long endNanos) throws InterruptedException {
        if (System.nanoTime() - endNanos > 0) {
            report.path(from.name, to, null);
            return;
        }
        String addresses = other.getOrDefault("addresses", "");
        Map<String, String> measured;
        try {
            measured = from.ask("path " + addresses + " " + other.get("port") + " " + token, PATH_SECONDS);
        } catch (IOException e) {
            measured = Map.of("failed", String.valueOf(e.getMessage()));
        }
        report.path(from.name, to, measured);
        @Nullable String failed = measured.get("failed");
        if (failed != null) {
            report.find(from.name, "cannot connect to " + to + ", port " + other.get("port") + ": " + failed,
                    "let TCP through between them (firewall of either), for all ports or for those of --port-range; or name a network they share with --net");
        }
    }
}
