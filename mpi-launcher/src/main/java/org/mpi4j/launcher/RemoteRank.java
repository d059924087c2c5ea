package org.mpi4j.launcher;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/** A rank's process on another host, of which its agent tells. Thread-safe. */
final class RemoteRank extends Process {
    private static final int KILLED = ExitCode.SIGNAL_BASE + 9;

    final RemoteStream output = new RemoteStream();
    final RemoteStream errors = new RemoteStream();
    private final OutputStream input;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private volatile long pid;

    RemoteRank(OutputStream input) {
        this.input = input;
    }

    void started(long processId) {
        pid = processId;
    }

    /** The process is gone; its streams may go on, for what it has started may live. */
    void exited(int code) {
        exit.complete(code);
    }

    /** Nothing will be heard of it any more. */
    void lost() {
        exit.complete(KILLED);
        output.end();
        errors.end();
    }

    @Override
    public OutputStream getOutputStream() {
        return input;
    }

    @Override
    public InputStream getInputStream() {
        return output;
    }

    @Override
    public InputStream getErrorStream() {
        return errors;
    }

    @Override
    public int waitFor() {
        return exit.join();
    }

    @Override
    public int exitValue() {
        if (!exit.isDone()) {
            throw new IllegalThreadStateException("the process has not ended: pid=" + pid);
        }
        return exit.join();
    }

    @Override
    public boolean isAlive() {
        return !exit.isDone();
    }

    @Override
    public CompletableFuture<Process> onExit() {
        return exit.thenApply(_ -> this);
    }

    @Override
    public long pid() {
        return pid;
    }

    /** Waits for it no longer; that it is killed is its agent's matter. */
    @Override
    public void destroy() {
        lost();
    }
}
