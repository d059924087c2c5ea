package org.mpi4j.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A small shell process that signals ranks, each with all its descendants, on this launcher's word, and kills them when the launcher
 * itself is gone: its standard input is a pipe from here, and nobody but the kernel need close that. It sits in a session of its own,
 * so that neither Ctrl-C nor the death of the launcher's process group reaches it. Thread-safe.
 */
final class Guard implements AutoCloseable {
    private static final Path SESSION_STARTER = Path.of("/usr/bin/setsid");
    private static final long CLOSE_LIMIT_MILLIS = 2_000;

    private final Process process;
    private final OutputStream orders;

    private Guard(Process process) {
        this.process = process;
        this.orders = process.getOutputStream();
    }

    /** @param job the value of MPI4J_JOB by which the job's stray processes are known */
    static Guard start(String job) throws IOException {
        String shipped = System.getenv(ShipScript.FOLDER_VARIABLE);
        return start(job, shipped == null ? "" : shipped);
    }

    /** @param folder is removed at the end, however that comes; empty for none */
    static Guard start(String job, String folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(inOwnSession(List.of("/bin/sh", "-c", GuardScript.TEXT, "mpi4j-guard", job, folder)));
        builder.directory(Path.of("/").toFile());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("MPI4J_"));
        return new Guard(builder.start());
    }

    /** {@code command} so that it starts as the leader of a session and a process group of its own, where the system can do that. */
    static List<String> inOwnSession(List<String> command) {
        if (!Files.isExecutable(SESSION_STARTER)) {
            return command;
        }
        List<String> wrapped = new ArrayList<>();
        wrapped.add(SESSION_STARTER.toString());
        wrapped.addAll(command);
        return wrapped;
    }

    /** A rank has started: it leads the process group of this id. */
    void add(long pid) {
        order("add " + pid);
    }

    /** The rank's process has ended; its descendants may live on. */
    void ended(long pid) {
        order("ended " + pid);
    }

    /** Sends the signal to all that was added, but not to the group of {@code spared}. */
    void signalAllBut(String signal, long spared) {
        order("signal " + signal + " " + spared);
    }

    void signalAll(String signal) {
        signalAllBut(signal, 0);
    }

    /** When this launcher is gone, what was added is asked to end, and killed a second later: srun has tasks elsewhere to end. */
    void endPolitely() {
        order("polite");
    }

    /** Kills all that was added, and whatever else bears the job's name in its environment. */
    void killAll() {
        order("sweep");
    }

    private synchronized void order(String line) {
        try {
            orders.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            orders.flush();
        } catch (IOException _) {
            // somebody has killed the guard: the ranks are children of this process, and it ends them itself
        }
    }

    /** Kills what is left of the ranks' process groups, and the guard is gone. */
    @Override
    public void close() {
        order("done");
        try {
            orders.close();
            if (!process.waitFor(CLOSE_LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException _) {
            process.destroyForcibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
