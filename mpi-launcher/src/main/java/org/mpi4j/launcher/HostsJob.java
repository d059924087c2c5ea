package org.mpi4j.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.boot.exchange.ExchangeOwner;
import org.mpi4j.internal.boot.exchange.ExchangeServer;
import org.mpi4j.internal.boot.exchange.JobEnd;
import org.mpi4j.internal.boot.exchange.Secret;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;
import org.mpi4j.internal.transport.shm.ShmDirectory;

/** A job on hosts that this launcher reaches itself: starts its ranks, and carries it to its end. Confined to the main thread. */
final class HostsJob {
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long FAILED_DRAIN_LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long NO_LIMIT_NANOS = Long.MAX_VALUE;
    private static final int SILENCE_SECONDS = 60;
    private static final long ANSWER_LIMIT_SECONDS = 30;

    private final JobOptions options;
    private final Placement placement;
    private final List<App> apps;
    private final Map<String, String> inherited;
    private final SearchPath path;
    private final Installation installation;
    private final String job = ProcessHandle.current().pid() + "-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private final BlockingQueue<Consumer<JobRun>> events = new LinkedBlockingQueue<>();

    HostsJob(JobOptions options, Placement placement, List<App> apps, Map<String, String> inherited, SearchPath path, Installation installation) {
        this.options = options;
        this.placement = placement;
        this.apps = apps;
        this.inherited = inherited;
        this.path = path;
        this.installation = installation;
    }

    /** Returns jrun's exit code. */
    int run() throws IOException, InterruptedException, UsageException {
        long timeoutNanos = options.timeout == null ? 0 : Times.parse(options.timeout).toNanos();
        ExitSignal.listen(signal -> events.add(run -> run.signalled(signal)));
        int ranksHere = (int) placement.seats().stream().filter(seat -> Host.isThis(seat.host())).count();
        HostLimits.ofProcess().checkLauncher(placement.size(), ranksHere, placement.hosts().size());
        byte[] secret = Secret.create();
        boolean isLocal = placement.hosts().stream().allMatch(Host::isThis);
        int silenceSeconds = isLocal ? SILENCE_SECONDS : Math.clamp(TimeUnit.NANOSECONDS.toSeconds(Settings.ofProcess().nanos(Setting.BOOT_SILENCE)), 2, 3600);
        long hangNanos = new Settings(_ -> null, inherited::get).nanos(Setting.HANG_TIMEOUT);
        var plan = new ExchangeServer.Plan(job, placement.size(), secret, ExchangeServer.OnLoss.TELL_OWNER, 0, silenceSeconds, hangNanos);
        JobNetwork network = isLocal ? JobNetwork.ofThisHost(options) : JobNetwork.ofHosts(options);
        Forwarder forwarder = new Forwarder(options.tags, () -> events.add(JobRun::outputBroke));
        Owner owner = new Owner(forwarder, hangNanos);
        Progress progress = new Progress(forwarder, placement.hosts());
        Map<String, Shipped> shipped = new HashMap<>();
        for (String host : placement.hosts()) {
            shipped.put(host, Shipped.to(host, options, job, apps, inherited, path, installation));
        }
        try (Keepers keepers = new Keepers(placement, host -> keeper(host, Objects.requireNonNull(shipped.get(host)), new Listener(forwarder, progress)));
                ExchangeServer exchange = exchange(plan, owner, network);
                PmiService pmi = PmiService.start(placement, apps, owner, network)) {
            String address = network.withPort(exchange.port());
            RankEnvironment here = new RankEnvironment(inherited, job, secret, address, path, installation.jars(), options.transports);
            ExitSignal.listenForQuestions(exchange::inquire);
            JobRun run = new JobRun(events, keepers.all(), exchange, timeoutNanos);
            if (options.flights != null) {
                run.leave(TimeUnit.SECONDS.toNanos(FlightRecording.END_SECONDS));
            }
            start(here, shipped, pmi, keepers, forwarder, run);
            Failure failure = run.await();
            return finish(failure, keepers, forwarder);
        }
    }

    private ExchangeServer exchange(ExchangeServer.Plan plan, ExchangeOwner owner, JobNetwork network) throws UsageException {
        try {
            return ExchangeServer.start(plan, owner, network.bound(), network.ports());
        } catch (IOException e) {
            throw new UsageException(1, "no place for the ranks to meet on " + Host.name() + ": " + e.getMessage());
        }
    }

    private Keeper keeper(String host, Shipped shipped, AgentKeeper.Listener listener) throws IOException {
        if (Host.isThis(host)) {
            return LocalKeeper.of(job, this::failed);
        }
        String ssh = options.ssh == null ? "" : options.ssh;
        return AgentKeeper.open(host, shipped.command(new SshCommand(ssh, installation), host), job, shipped.files(), ANSWER_LIMIT_SECONDS, listener);
    }

    private void start(RankEnvironment here, Map<String, Shipped> shipped, PmiService pmi, Keepers keepers, Forwarder forwarder, JobRun run) {
        OutputFiles files = new OutputFiles(options.outputFilename, job, placement.size());
        StandardInput stdin = StandardInput.ofProcess(!Host.isThis(placement.seats().getFirst().host()));
        Map<String, Integer> ranksOfHosts = placement.localSizes();
        for (Placement.Seat seat : placement.seats()) {
            int localSize = ranksOfHosts.getOrDefault(seat.host(), 1);
            Keeper keeper = keepers.of(seat.host());
            boolean isHere = keeper instanceof LocalKeeper;
            Shipped there = Objects.requireNonNull(shipped.get(seat.host()));
            App app = isHere ? apps.get(seat.app()) : there.apps().get(seat.app());
            RankEnvironment environment = isHere ? here : there.environment(here);
            Redirect from = seat.rank() == 0 ? stdin.redirect() : Redirect.from(Path.of("/dev/null").toFile());
            Map<String, String> variables = environment.of(seat, placement.size(), localSize, app.variables());
            variables.putAll(pmi.variables(seat.rank()));
            Debug debug = options.debug == null ? null : options.debug.at(isHere, JobNetwork.ports(options));
            RankTools tools = new RankTools(options.binding(), localSize, debug, options.flights);
            try {
                RankProcess rank = keeper.spawn(new Keeper.Order(seat, app.commandLine(), variables, app.directory(), from, files, tools));
                run.add(rank);
                rank.notes().forEach(note -> tell(rank, note, forwarder));
                var _ = rank.process().onExit().thenAccept(process -> {
                    rank.keeper().ending(rank);
                    events.add(watcher -> watcher.exited(seat.rank(), process.exitValue()));
                });
                if (!files.areUsed()) {
                    forwarder.forward(rank);
                }
                if (seat.rank() == 0) {
                    stdin.feed(rank.process());
                }
            } catch (IOException e) {
                run.fail(Failure.of(UsageException.NOT_EXECUTABLE, "cannot start rank " + seat.rank() + " on " + seat.host() + ": " + e.getMessage()), "KILL", 0);
                return;
            }
        }
    }

    private void failed(RankProcess rank, String why) {
        events.add(run -> run.fail(Failure.ofRank(rank, 1, why), "TERM", QUIET_NANOS));
    }

    private int finish(@Nullable Failure failure, Keepers keepers, Forwarder forwarder) throws IOException, InterruptedException {
        if (failure != null) {
            keepers.killAll();
            ShmDirectory.remove(job);
        }
        if (!forwarder.drain(QUIET_NANOS, failure == null ? NO_LIMIT_NANOS : FAILED_DRAIN_LIMIT_NANOS)) {
            keepers.killAll();
            forwarder.drain(QUIET_NANOS, FAILED_DRAIN_LIMIT_NANOS);
        }
        if (failure == null) {
            return 0;
        }
        String message = failure.message();
        if (message != null && !options.quiet) {
            forwarder.say(message + (placement.size() > 1 ? "; all ranks have been ended" : ""));
        }
        return failure.code();
    }

    private static void tell(RankProcess rank, String note, Forwarder forwarder) {
        forwarder.say("rank " + rank.rank() + " on " + rank.seat().host() + ": " + note);
    }

    private final class Listener implements AgentKeeper.Listener {
        private final Forwarder forwarder;
        private final Progress progress;

        Listener(Forwarder forwarder, Progress progress) {
            this.forwarder = forwarder;
            this.progress = progress;
        }

        @Override
        public void answered(String host) {
            progress.answered();
        }

        @Override
        public void noted(RankProcess rank, String note) {
            tell(rank, note, forwarder);
        }

        @Override
        public void failed(RankProcess rank, String why) {
            HostsJob.this.failed(rank, why);
        }

        @Override
        public void refused(RankProcess rank, String why) {
            events.add(run -> run.fail(
                    Failure.of(UsageException.NOT_EXECUTABLE, "cannot start rank " + rank.rank() + " on " + rank.seat().host() + ": " + why), "KILL", 0));
        }

        @Override
        public void lost(String host, String why) {
            events.add(run -> run.fail(Failure.of(1, "host " + host + ": " + why), "TERM", QUIET_NANOS));
        }
    }

    private final class Owner implements ExchangeOwner {
        private final Forwarder forwarder;
        private final long hangNanos;

        Owner(Forwarder forwarder, long hangNanos) {
            this.forwarder = forwarder;
            this.hangNanos = hangNanos;
        }

        @Override
        public void reported(List<String> lines) {
            events.add(_ -> forwarder.say("what the ranks do:\n" + String.join("\n", lines)));
        }

        @Override
        public void hung(List<String> lines) {
            events.add(run -> {
                forwarder.say("the job hangs; what its ranks do:\n" + String.join("\n", lines));
                run.fail(Failure.of(JobEnd.HANG_CODE, JobEnd.hang(hangNanos)), "TERM", QUIET_NANOS);
            });
        }

        @Override
        public void joined(int rank, String host, long processId) {
            events.add(run -> run.joined(rank));
        }

        @Override
        public void left(int rank) {
            events.add(run -> run.left(rank));
        }

        @Override
        public void returned(int rank) {
            events.add(run -> run.joined(rank));
        }

        @Override
        public void lost(int rank, String host) {
            events.add(run -> run.lost(rank));
        }

        @Override
        public void ended(JobEnd end) {
            events.add(run -> run.aborted(end));
        }
    }
}
