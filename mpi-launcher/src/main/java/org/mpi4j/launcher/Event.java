package org.mpi4j.launcher;

import org.mpi4j.internal.boot.exchange.JobEnd;

/** What {@link JobRun} hears of. Immutable. */
sealed interface Event {
    /** A rank's process has ended; {@code code} is its exit code, or 128 + signal. */
    record Exited(int rank, int code) implements Event {}

    /** A rank has begun to use MPI. */
    record Joined(int rank) implements Event {}

    /** A rank has finalised. */
    record Left(int rank) implements Event {}

    /** A rank's connection to the exchange has ended before it had finalised. */
    record Lost(int rank) implements Event {}

    /** A rank has said that the job is to end. */
    record Aborted(JobEnd end) implements Event {}

    /** This process got a signal that asks it to end. */
    record Signalled(ExitSignal signal) implements Event {}

    /** srun has said that a task has failed. */
    record TaskFailed() implements Event {}

    /** Nobody reads the output any more. */
    record OutputBroken() implements Event {}
}
