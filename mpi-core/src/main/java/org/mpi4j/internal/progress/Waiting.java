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
    private static final long SPIN_NANOS = 1_000_000;
    private static final long YIELD_NANOS = 10_000_000;
    private static final long YIELD_NANOS_OF_THREADS = 50_000;

    /**
     * For a rank that is a process. It yields for so long since to wake a process takes as long as a hundred messages: ranks that share
     * cores and once slept would be found asleep again and again.
     *
     * @param localRanks how many ranks of the job share this host's cores
     */
    public static Waiting ofProcess(Settings settings, int localRanks) {
        return of(settings, localRanks, YIELD_NANOS);
    }

    /**
     * For ranks that are threads of this JVM, which wake each other faster than the scheduler comes round to them. Virtual ones sleep at once:
     * to park one is cheap, and those that yield come round again before those that have something to do.
     */
    public static Waiting ofThreads(Settings settings, int localRanks, boolean virtual) {
        return of(settings, localRanks, virtual ? 0 : YIELD_NANOS_OF_THREADS);
    }

    /** How many cores the ranks of this host share. */
    public static int cores(Settings settings) {
        return settings.get(Setting.CORES).equals("auto") ? Runtime.getRuntime().availableProcessors() : Math.clamp(settings.bytes(Setting.CORES), 1, Short.MAX_VALUE);
    }

    private static Waiting of(Settings settings, int localRanks, long yieldNanos) {
        boolean ownCore = localRanks <= cores(settings);
        return new Waiting(nanos(settings, Setting.SPIN, ownCore ? SPIN_NANOS : 0), nanos(settings, Setting.YIELD, yieldNanos));
    }

    private static long nanos(Settings settings, Setting setting, long auto) {
        return settings.get(setting).equals("auto") ? auto : settings.nanos(setting);
    }
}
