package org.mpi4j.internal.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A look from outside at who waits in a rank, taken when somebody asks; nothing is noted for it while messages pass. Stateless. */
public final class Glance {
    private Glance() {}

    /**
     * Calls {@code look}, which must be quick, with the threads that wait and with the progress lock held.
     *
     * @return false if the lock could not be had in time: some thread is at work within
     */
    public static boolean at(Progress progress, long limitNanos, Consumer<List<Wait>> look) throws InterruptedException {
        if (!progress.lock.tryLock(limitNanos, TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            look.accept(waits(progress, System.nanoTime()));
            return true;
        } finally {
            progress.exit();
        }
    }

    private static List<Wait> waits(Progress progress, long nowNanos) {
        List<Wait> waits = new ArrayList<>();
        Thread driver = progress.driver;
        Completion awaited = progress.awaited;
        if (driver != null && awaited != null) {
            waits.add(new Wait(driver, awaited, progress.patience.idleNanos(nowNanos)));
        }
        progress.waiters.forEach(waiter -> waits.add(waiter.asSeen(nowNanos)));
        return waits;
    }
}
