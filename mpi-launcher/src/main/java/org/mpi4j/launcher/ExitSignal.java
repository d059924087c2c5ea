package org.mpi4j.launcher;

import java.util.function.Consumer;
import sun.misc.Signal;

/** The signals that ask a launcher to end. */
enum ExitSignal {
    HUP(1),
    INT(2),
    TERM(15);

    private final int number;

    ExitSignal(int number) {
        this.number = number;
    }

    int exitCode() {
        return ExitCode.SIGNAL_BASE + number;
    }

    /** From now on {@code listener} is told instead of the JVM's ending. */
    static void listen(Consumer<ExitSignal> listener) {
        for (ExitSignal signal : values()) {
            signal.handle(() -> listener.accept(signal));
        }
    }

    /** From now on {@code action} is run when somebody sends USR1. The JVM keeps QUIT, by which it tells of its own threads, for itself. */
    static void listenForQuestions(Runnable action) {
        handle("USR1", action);
    }

    private void handle(Runnable action) {
        handle(name(), action);
    }

    private static void handle(String signal, Runnable action) {
        try {
            Signal.handle(new Signal(signal), _ -> action.run());
        } catch (IllegalArgumentException _) {
            // a signal that was ignored when we started (nohup): so it stays
        }
    }
}
