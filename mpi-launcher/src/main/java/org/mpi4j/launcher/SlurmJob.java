package org.mpi4j.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A job that srun starts on the hosts of an allocation, and that finds itself in Slurm's variables. Confined to the main thread. */
final class SlurmJob {
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** How long srun may take to end the other tasks of a failed one and to tell of it; it asks each host again only after three seconds. */
    private static final long TASK_GRACE_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final JobOptions options;
    private final SrunCommand command;
    private final Map<String, String> environment;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    /** Why jrun itself has ended the job. */
    private @Nullable Failure ended;

    /** @param environment of the ranks, but for what Slurm adds */
    SlurmJob(JobOptions options, SrunCommand command, Map<String, String> environment) {
        this.options = options;
        this.command = command;
        this.environment = environment;
    }

    /** Returns jrun's exit code. */
    int run() throws IOException, InterruptedException, UsageException {
        long timeoutNanos = options.timeout == null ? Long.MAX_VALUE : Times.parse(options.timeout).toNanos();
        String files = options.outputFilename;
        if (files != null && !files.contains("%")) {
            Files.createDirectories(Path.of(files));
        }
        ProcessBuilder builder = new ProcessBuilder(command.line()).redirectInput(Redirect.INHERIT).redirectOutput(Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(environment);
        // bound to one core, a JVM's compiler and collector would take turns with the program
        builder.environment().putIfAbsent("SLURM_CPU_BIND", "none");
        ExitSignal.listen(signal -> events.add(new Event.Signalled(signal)));
        ExitSignal.listenForQuestions(() -> System.err.println("jrun: in a Slurm allocation the ranks tell what they do only by themselves, with --hang-timeout"));
        try (Guard guard = Guard.start("none")) {
            guard.endPolitely();
            Process srun = builder.start();
            guard.add(srun.pid());
            SrunMessages messages = new SrunMessages(new FileOutputStream(FileDescriptor.err), () -> events.add(new Event.TaskFailed()));
            Thread reader = Thread.ofPlatform().daemon().name("srun-stderr").start(() -> copy(srun.getErrorStream(), messages));
            var _ = srun.onExit().thenAccept(process -> events.add(new Event.Exited(process.exitValue())));
            int code = await(srun, guard, messages, timeoutNanos);
            reader.join(TimeUnit.SECONDS.toMillis(1));
            return tell(code, messages.failure());
        }
    }

    /** Returns srun's exit code. */
    private int await(Process srun, Guard guard, SrunMessages messages, long timeoutNanos) throws InterruptedException {
        long startNanos = System.nanoTime();
        long limitNanos = timeoutNanos;
        boolean taskFailed = false;
        while (true) {
            Event event = events.poll(limitNanos - (System.nanoTime() - startNanos), TimeUnit.NANOSECONDS);
            switch (event) {
                case Event.Exited(int code) -> {
                    guard.ended(srun.pid());
                    return code;
                }
                case Event.TaskFailed() -> {
                    taskFailed = true;
                    limitNanos = System.nanoTime() - startNanos + TASK_GRACE_NANOS;
                    continue;
                }
                case Event.Signalled(ExitSignal signal) when ended == null -> {
                    ended = Failure.of(signal.exitCode(), null);
                    guard.signalAll(signal.name());
                }
                case null, default -> {
                    if (ended != null) {
                        srun.destroyForcibly();
                    } else {
                        ended = taskFailed ? null : Failure.of(ExitCode.TIMEOUT, "the job has not ended within its --timeout");
                        messages.expectKills();
                        guard.signalAll("TERM"); // srun then kills its tasks
                    }
                }
            }
            limitNanos = System.nanoTime() - startNanos + GRACE_NANOS;
        }
    }

    private int tell(int srunCode, @Nullable Failure told) {
        Failure failure = ended != null ? ended : told;
        if (failure == null) {
            return srunCode;
        }
        String message = failure.message();
        if (message != null && !options.quiet) {
            System.err.println("jrun: " + message + "; all ranks have been ended");
        }
        return failure.code();
    }

    private static void copy(InputStream from, SrunMessages to) {
        try (from) {
            byte[] buffer = new byte[8192];
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                to.write(buffer, 0, n);
                to.flush();
            }
        } catch (IOException _) {
            // nobody reads our standard error
        }
    }
}
