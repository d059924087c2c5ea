package org.mpi4j.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.mpi4j.internal.transport.shm.ShmDirectory;

/** A job whose ranks all run on this host: starts them, and carries it to its end. Confined to the main thread. */
final class LocalJob {
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long FAILED_DRAIN_LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long NO_LIMIT_NANOS = Long.MAX_VALUE;
    private static final int SILENCE_SECONDS = 60;

    private final JobOptions options;
    private final Placement placement;
    private final List<App> apps;
    private final Map<String, String> inherited;
    private final SearchPath path;
    private final String jars;
    private final String job = ProcessHandle.current().pid() + "-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private final BlockingQueue<Consumer<JobRun>> events = new LinkedBlockingQueue<>();

    LocalJob(JobOptions options, Placement placement, List<App> apps, Map<String, String> inherited, SearchPath path, String jars) {
        this.options = options;
        this.placement = placement;
        this.apps = apps;
        this.inherited = inherited;
        this.path = path;
        this.jars = jars;
    }

    /** Returns jrun's exit code. */
    int run() throws IOException, InterruptedException, UsageException {
        long timeoutNanos = options.timeout == null ? 0 : Times.parse(options.timeout).toNanos();
        ExitSignal.listen(signal -> events.add(run -> run.signalled(signal)));
        byte[] secret = Secret.create();
        var plan = new ExchangeServer.Plan(job, placement.size(), secret, ExchangeServer.OnLoss.TELL_OWNER, 0, SILENCE_SECONDS);
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Guard guard = Guard.start(job);
                ExchangeServer exchange = ExchangeServer.start(plan, new Owner(), here)) {
            String address = here.getAddress().getHostAddress() + ":" + exchange.port();
            RankEnvironment environment = new RankEnvironment(inherited, job, secret, address, path, jars, options.transports);
            Forwarder forwarder = new Forwarder(options.tagOutput, () -> events.add(JobRun::outputBroke));
            JobRun run = new JobRun(events, guard, exchange, timeoutNanos);
            start(environment, new LocalSpawner(guard), forwarder, run);
            Failure failure = run.await();
            return finish(failure, guard, forwarder);
        }
    }

    private void start(RankEnvironment environment, Spawner spawner, Forwarder forwarder, JobRun run) {
        OutputFiles files = new OutputFiles(options.outputFilename, job, placement.size());
        StandardInput stdin = StandardInput.ofProcess();
        for (Placement.Seat seat : placement.seats()) {
            App app = apps.get(seat.app());
            Redirect from = seat.rank() == 0 ? stdin.redirect() : Redirect.from(Path.of("/dev/null").toFile());
            Map<String, String> variables = environment.of(placement, seat, app.variables());
            try {
                RankProcess rank = spawner.spawn(new Spawner.Order(seat, app.commandLine(), variables, app.directory(), from, files));
                run.add(rank);
                var _ = rank.process().onExit().thenAccept(process -> events.add(watcher -> watcher.exited(seat.rank(), process.exitValue())));
                if (!files.areUsed()) {
                    forwarder.forward(rank);
                }
                if (seat.rank() == 0) {
                    stdin.feed(rank.process());
                }
            } catch (IOException e) {
                run.fail(new Failure(UsageException.NOT_EXECUTABLE, 0, "cannot start rank " + seat.rank() + " on " + seat.host() + ": " + e.getMessage()), "KILL", 0);
                return;
            }
        }
    }

    private int finish(@Nullable Failure failure, Guard guard, Forwarder forwarder) throws IOException, InterruptedException {
        if (failure != null) {
            guard.killAll();
            ShmDirectory.remove(job);
        }
        if (!forwarder.drain(QUIET_NANOS, failure == null ? NO_LIMIT_NANOS : FAILED_DRAIN_LIMIT_NANOS)) {
            guard.killAll();
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

    private final class Owner implements ExchangeOwner {
        @Override
        public void joined(int rank, String host, long processId) {
            events.add(run -> run.joined(rank));
        }

        @Override
        public void left(int rank) {
            events.add(run -> run.left(rank));
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
