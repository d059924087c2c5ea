package org.mpi4j.launcher;

import java.util.List;

/**
 * A rank whose process has been started, and who keeps it. Immutable but for the process.
 *
 * @param notes what the user is to be told of it; that of another host comes later, from its agent
 */
record RankProcess(Placement.Seat seat, Process process, Keeper keeper, List<String> notes) {
    RankProcess(Placement.Seat seat, Process process, Keeper keeper) {
        this(seat, process, keeper, List.of());
    }

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
