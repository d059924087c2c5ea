package org.mpi4j.internal.progress;

import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/**
 * How long a waiting rank polls before it sleeps. Immutable.
 *
 * @param spinNanos polls without giving up the core
 * @param yieldNanos then polls and yields
 */
public record Waiting(long spinNanos, long yieldNanos) {
    private static final long DEFAULT_SPIN_NANOS = 50_000;

    /** @param localRanks how many ranks of the job share this host's cores */
    public static Waiting of(Settings settings, int localRanks) {
        boolean ownCore = localRanks <= Runtime.getRuntime().availableProcessors();
        long spin = settings.get(Setting.SPIN).equals("auto") ? (ownCore ? DEFAULT_SPIN_NANOS : 0) : settings.nanos(Setting.SPIN);
        return new Waiting(spin, settings.nanos(Setting.YIELD));
    }
}
