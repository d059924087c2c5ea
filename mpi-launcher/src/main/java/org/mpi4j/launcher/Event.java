package org.mpi4j.launcher;

/** What {@link SlurmJob} hears of. Immutable. */
sealed interface Event {
    /** srun has ended; {@code code} is its exit code, or 128 + signal. */
    record Exited(int code) implements Event {}

    /** This process got a signal that asks it to end. */
    record Signalled(ExitSignal signal) implements Event {}

    /** srun has said that a task has failed. */
    record TaskFailed() implements Event {}
}
