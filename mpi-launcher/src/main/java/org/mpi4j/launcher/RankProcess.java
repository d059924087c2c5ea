package org.mpi4j.launcher;

/** A rank whose process has been started, and who keeps it. Immutable but for the process. */
record RankProcess(Placement.Seat seat, Process process, Keeper keeper) {
    boolean isRemote() {
        return process instanceof RemoteRank;
    }

    int rank() {
        return seat.rank();
    }

    long pid() {
        return process.pid();
    }
}
