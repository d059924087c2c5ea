package org.mpi4j.launcher;

/** A rank whose process has been started. Immutable but for the process. */
record RankProcess(Placement.Seat seat, Process process) {
    int rank() {
        return seat.rank();
    }

    long pid() {
        return process.pid();
    }
}
