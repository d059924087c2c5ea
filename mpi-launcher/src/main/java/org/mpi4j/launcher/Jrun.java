package org.mpi4j.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mpi4j.Mpi;
import org.mpi4j.internal.boot.JobVariables;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/** {@code jrun}: the launcher's main class. Confined to the main thread. */
public final class Jrun {
    /** How long ranks wait for one that waits for its debugger. */
    private static final int DEBUG_SECONDS = 24 * 3600;

    private Jrun() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String... args) throws InterruptedException {
        int code;
        try {
            code = run(args);
        } catch (UsageException e) {
            System.err.println("jrun: " + e.getMessage() + (e.isHelped() ? " (see jrun --help)" : ""));
            code = e.exitCode();
        } catch (IOException e) {
            System.err.println("jrun: " + e);
            code = 1;
        }
        Runtime.getRuntime().halt(code);
    }

    private static int run(String... args) throws UsageException, IOException, InterruptedException {
        if (args.length == 1 && args[0].equals(Agent.WORD)) {
            return Agent.run();
        }
        if (args.length == 1 && args[0].equals(DoctorAgent.WORD)) {
            return DoctorAgent.run();
        }
        if (args.length > 0 && args[0].equals(Doctor.WORD)) {
            return Doctor.run(Installation.ofProcess(), List.of(args).subList(1, args.length));
        }
        Arguments arguments = Arguments.parse(args);
        JobOptions options = arguments.job();
        String shell = options.completion;
        if (options.help) {
            System.out.print(Help.page());
            return 0;
        }
        if (options.man) {
            System.out.print(Help.man(Mpi.version()));
            return 0;
        }
        if (options.version) {
            System.out.println("jrun: " + Mpi.version() + ", Java " + Runtime.version());
            return 0;
        }
        if (shell != null) {
            if (!shell.equals("bash") && !shell.equals("zsh")) {
                throw new UsageException(UsageException.BAD_USAGE, "--completion=" + shell + ": there is one for bash and zsh");
            }
            System.out.print(Help.completion());
            return 0;
        }
        if (options.makeAot) {
            return AotTraining.run(Installation.ofProcess());
        }
        return start(arguments);
    }

    /** What ranks inherit: jrun's own environment, and the settings that options stand for. */
    private static Map<String, String> environment(JobOptions options) throws UsageException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (options.tls) {
            environment.put(Setting.TLS.variable(), "true");
        }
        if (options.check) {
            environment.put(Setting.CHECK.variable(), "true");
        }
        JobNetwork.putAll(options, environment);
        if (options.flights != null) {
            environment.putIfAbsent(Setting.ABORT_HOOKS.variable(), FlightRecording.END_SECONDS + "s");
        }
        if (options.debug != null && options.debug.waits()) {
            environment.putIfAbsent(Setting.BOOT_TIMEOUT.variable(), DEBUG_SECONDS + "s");
        }
        String hangTimeout = options.hangTimeout;
        if (hangTimeout != null) {
            environment.put(Setting.HANG_TIMEOUT.variable(), Times.parse(hangTimeout).toMillis() + "ms");
        }
        return environment;
    }

    private static int start(Arguments arguments) throws UsageException, IOException, InterruptedException {
        Installation installation = Installation.ofProcess();
        Map<String, String> inherited = environment(arguments.job());
        SearchPath path = SearchPath.of(installation, inherited.getOrDefault("PATH", ""));
        JobOptions options = arguments.job();
        Path hostfile = options.hostfile;
        boolean hasHosts = options.hosts != null || hostfile != null;
        List<HostSlots> hosts = hostfile != null ? HostSlots.read(hostfile) : hasHosts ? HostSlots.parse(String.valueOf(options.hosts)) : List.of();
        Optional<SlurmAllocation> allocation = hasHosts ? Optional.empty() : SlurmAllocation.find(inherited, path);
        boolean overTcp = isOverTcp(inherited, options, hosts, allocation);
        List<App> apps = new ArrayList<>();
        for (AppOptions app : arguments.apps()) {
            if (arguments.apps().size() > 1) {
                app.variables.add(JobVariables.APPNUM + "=" + apps.size());
            }
            apps.add(app(app, installation, path, inherited, overTcp));
        }
        checkTools(options, apps);
        if (hasHosts) {
            return run(options, onHosts(options, apps, hosts), apps, inherited, path, installation);
        }
        if (allocation.isPresent()) {
            if (options.debug != null || options.flights != null) {
                throw new UsageException(UsageException.BAD_USAGE, "--debug and --jfr: jrun must start the ranks itself, not Slurm: name the allocation's hosts with --host");
            }
            Map<String, String> shared = RankEnvironment.shared(inherited, path, installation.jars(), options.transports);
            if (apps.size() == 1) {
                RankEnvironment.putAll(apps.getFirst().variables(), shared);
            }
            SrunCommand command = new SrunCommand(allocation.get(), options, apps);
            if (options.dryRun) {
                System.out.println(String.join(" ", command.line()));
                return 0;
            }
            return new SlurmJob(options, command, shared).run();
        }
        Placement placement = Placement.onOneHost(ranksOfEach(apps), Host.name());
        return run(options, placement, apps, inherited, path, installation);
    }

    /** Whether some ranks will need TCP to reach each other. */
    private static boolean isOverTcp(Map<String, String> inherited, JobOptions options, List<HostSlots> hosts, Optional<SlurmAllocation> allocation) {
        List<String> transports = options.transports.isEmpty() ? new Settings(_ -> null, inherited::get).list(Setting.TRANSPORT) : options.transports;
        return !transports.contains("shm")
                || hosts.stream().map(HostSlots::host).distinct().count() > 1
                || allocation.map(SlurmAllocation::nodes).orElse(1) > 1;
    }

    private static int run(
            JobOptions options, Placement placement, List<App> apps, Map<String, String> inherited, SearchPath path, Installation installation)
            throws UsageException, IOException, InterruptedException {
        if (options.dryRun) {
            for (Placement.Seat seat : placement.seats()) {
                System.out.println("rank " + seat.rank() + " on " + seat.host() + ": " + String.join(" ", apps.get(seat.app()).commandLine()));
            }
            return 0;
        }
        try (CompiledSources sources = CompiledSources.of(apps, placement, options)) {
            return new HostsJob(options, placement, sources.apps(), inherited, path, installation).run();
        }
    }

    private static void checkTools(JobOptions options, List<App> apps) throws UsageException {
        String option = options.debug != null ? "--debug" : "--jfr";
        if (options.debug == null && options.flights == null) {
            return;
        }
        for (App app : apps) {
            if (!app.isJava()) {
                throw new UsageException(UsageException.BAD_USAGE, option + " is for Java programs, which " + app.commandLine().getFirst() + " is not as far as jrun can see");
            }
        }
    }

    private static Placement onHosts(JobOptions options, List<App> apps, List<HostSlots> named) {
        Integer perHost = options.ranksPerHost;
        List<HostSlots> hosts = perHost == null ? named : named.stream().map(host -> new HostSlots(host.host(), perHost)).toList();
        int slots = hosts.stream().mapToInt(HostSlots::slots).sum();
        int otherwise = apps.size() > 1 ? 1 : slots;
        List<Integer> ranks = apps.stream().map(app -> Objects.requireNonNullElse(app.ranks(), otherwise)).toList();
        Placement placement = Placement.onHosts(ranks, hosts, options.order);
        if (placement.size() > slots && !options.quiet) {
            System.err.println("jrun: " + placement.size() + " ranks on " + slots + " slots: some share one");
        }
        return placement;
    }

    private static List<Integer> ranksOfEach(List<App> apps) {
        int otherwise = apps.size() > 1 ? 1 : Runtime.getRuntime().availableProcessors();
        return apps.stream().map(app -> Objects.requireNonNullElse(app.ranks(), otherwise)).toList();
    }

    private static App app(AppOptions app, Installation installation, SearchPath path, Map<String, String> inherited, boolean overTcp)
            throws UsageException {
        Map<String, String> environment = new HashMap<>(inherited);
        RankEnvironment.putAll(app.variables, environment);
        Path here = Path.of("").toAbsolutePath();
        Path chosen = app.directory;
        Path directory = chosen == null ? here : here.resolve(chosen);
        if (!Files.isDirectory(directory)) {
            throw new UsageException(UsageException.BAD_USAGE, "--wdir " + directory + " is not a folder");
        }
        String given = app.classPath;
        String classPath = given != null ? given : environment.getOrDefault("CLASSPATH", "");
        Program program = new Program(installation, path, directory, classPath, given != null, JvmDefaults.of(app.javaOptions, environment), app.javaOptions, overTcp);
        return new App(app.ranks, program.commandLine(app.command), directory, app.variables, program.source(app.command, environment));
    }
}
