package org.mpi4j.internal.progress;

/**
 * How a driver waits while its polls find nothing: it spins, then yields between polls, and at last it is to sleep. Confined to the driver.
 *
 * <p>To spin is wrong where the rank that is waited for needs this very core. That shows: what was waited for is there soon after the first
 * yields. Then it spins for less, and tries a full spin only now and then.
 */
final class Patience {
    private static final int POLLS_PER_CLOCK = 64;

    /** A yield that comes back so soon has let nobody run. After many such, whoever else is on this host sleeps, and yields only cost time. */
    private static final long SHORT_YIELD_NANOS = 1_000;

    private static final int SHORT_YIELDS = 64;
    private static final long LONELY_SPIN_NANOS = 3_000;
    private static final int LONELY_POLLS = 256;

    /** A yield may last long where others use the core; so many must have been in vain, whatever the time, before a rank sleeps. */
    private static final int LEAST_YIELDS = 20;

    /** What comes so soon after the end of the spin has probably waited for it. A yield alone does not tell: it may change nothing. */
    private static final long PROMPT_NANOS = 30_000;

    private static final long SHORTEST_SPIN_NANOS = 1_000;
    private static final int WAITS_TO_TRY_AGAIN = 1024;

    private final Waiting waiting;
    private final int leastYields;
    private long spinNanos;
    private long idleSince;
    private long idleNanos;
    private int idlePolls;
    private int yields;
    private int pollsToYield;
    private int shortYields;
    private int promptWaits;

    Patience(Waiting waiting) {
        this.waiting = waiting;
        this.spinNanos = waiting.spinNanos();
        this.leastYields = waiting.yieldNanos() == 0 ? 0 : LEAST_YIELDS;
    }

    /** A poll has found something. */
    void found() {
        if (idlePolls != 0) {
            if (yields != 0 || promptWaits != 0) {
                learn();
            }
            restart();
        }
    }

    /** How long polls have found nothing. */
    long idleNanos(long nowNanos) {
        return idlePolls == 0 ? 0 : nowNanos - idleSince;
    }

    /** Begins anew, as after a sleep. */
    void restart() {
        idlePolls = 0;
        yields = 0;
        pollsToYield = 0;
    }

    /** A poll has found nothing: waits a little. Returns whether it is time to sleep. */
    @SuppressWarnings("ThreadPriorityCheck") // yielding is the point: another rank of this host may wait for the core
    boolean foundNothing() {
        int poll = idlePolls++;
        if (yields == 0 ? poll % POLLS_PER_CLOCK != 0 : pollsToYield-- > 0) {
            Thread.onSpinWait();
            return false;
        }
        long now = System.nanoTime();
        if (poll == 0) {
            idleSince = now;
        }
        idleNanos = now - idleSince;
        if (idleNanos < spinNanos || (isLonely() && yields == 0 && idleNanos < LONELY_SPIN_NANOS)) {
            Thread.onSpinWait();
            return false;
        }
        if (yields >= leastYields && idleNanos >= waiting.spinNanos() + waiting.yieldNanos()) {
            return true;
        }
        yields++;
        Thread.yield();
        shortYields = System.nanoTime() - now < SHORT_YIELD_NANOS ? shortYields + 1 : 0;
        pollsToYield = isLonely() ? LONELY_POLLS : 0;
        return false;
    }

    private boolean isLonely() {
        return shortYields >= SHORT_YIELDS;
    }

    private void learn() {
        if (yields == 0 || idleNanos > spinNanos + PROMPT_NANOS) {
            promptWaits = 0;
            spinNanos = waiting.spinNanos();
        } else {
            promptWaits++;
            boolean tryAgain = promptWaits % WAITS_TO_TRY_AGAIN == 0;
            spinNanos = tryAgain ? waiting.spinNanos() : spinNanos < SHORTEST_SPIN_NANOS ? 0 : spinNanos / 2;
        }
    }
}
