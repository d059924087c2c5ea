package org.mpi4j.launcher;

import org.jspecify.annotations.Nullable;

/**
 * Why a job has failed. Immutable.
 *
 * @param code jrun's exit code
 * @param culprit the rank that failed, or {@link #NO_RANK}
 * @param message for the user, or null if there is nothing to say
 */
record Failure(int code, int culprit, @Nullable String message) {
    static final int NO_RANK = -1;

    /** A failure of no rank's. */
    static Failure of(int code, @Nullable String message) {
        return new Failure(code, NO_RANK, message);
    }

    static Failure ofRank(RankProcess rank, int code, String what) {
        return new Failure(code, rank.rank(), "rank " + rank.rank() + " on " + rank.seat().host() + " (pid " + rank.pid() + ") " + what);
    }
}
