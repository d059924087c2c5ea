package org.mpi4j.launcher;

import org.jspecify.annotations.Nullable;

/**
 * Why a job has failed. Immutable.
 *
 * @param code jrun's exit code
 * @param culprit the process id of the rank that failed, or 0
 * @param message for the user, or null if there is nothing to say
 */
record Failure(int code, long culprit, @Nullable String message) {
    static Failure ofRank(RankProcess rank, int code, String what) {
        return new Failure(code, rank.pid(), "rank " + rank.rank() + " on " + rank.seat().host() + " (pid " + rank.pid() + ") " + what);
    }
}
