package org.mpi4j.internal.progress;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;

/**
 * The thread that drives when nobody else does, while operations are under way: the application computes, or has only virtual
 * threads. Started when first needed. While there is background work it looks once in a tick whether an application thread drives;
 * if none does it drives itself, asleep in the kernel between events. Thread-safe.
 */
final class Helper implements AutoCloseable {
    private static final long TICK_NANOS = 1_000_000;
    private static final int QUIET_TICKS = 20;
    private static final long DEEP_SLEEP_NANOS = 50_000_000;

    private final Progress progress;
    private final boolean virtual;
    private volatile @Nullable Thread thread;
    private volatile boolean parked;
    private volatile boolean urgent;
    private volatile boolean closed;

    Helper(Progress progress, boolean virtual) {
        this.progress = progress;
        this.virtual = virtual;
    }

    boolean isDriver(@Nullable Thread driver) {
        return driver != null && driver == thread;
    }

    /** There is background work; called by the driver. */
    void wake() {
        Thread t = thread;
        if (t == null) {
            t = virtual ? Thread.ofVirtual().name("mpi4j-progress").unstarted(this::run) : Thread.ofPlatform().daemon().name("mpi4j-progress").unstarted(this::run);
            thread = t;
            t.start();
        } else if (parked) {
            LockSupport.unpark(t);
        }
    }

    /** The thread ends, until there is background work again; called by the driver. */
    void rest() {
        Thread t = thread;
        thread = null;
        LockSupport.unpark(t);
    }

    /** Drive at once: nobody else can. */
    void drive() {
        urgent = true;
        wake();
        LockSupport.unpark(thread);
    }

    /** What progress throws is no fault of an operation; whoever waits must learn of it, for this thread ends. */
    @SuppressWarnings("CatchingUnchecked")
    private void run() {
        try {
            loop();
        } catch (RuntimeException | Error e) {
            progress.poison(new Failure(ErrorClass.INTERN, "the thread that makes progress failed: " + e, e));
        }
    }

    private void loop() {
        long seen = -1;
        int quiet = 0;
        while (isWanted()) {
            if (urgent) {
                urgent = false;
                progress.driveInBackground();
            } else if (progress.isUnattended()) {
                quiet = 0;
                if (progress.drives() == seen) {
                    progress.driveInBackground();
                }
                seen = progress.drives();
            } else {
                quiet++;
            }
            if (quiet < QUIET_TICKS) {
                LockSupport.parkNanos(this, TICK_NANOS);
            } else {
                sleepDeeply();
                quiet = 0;
            }
        }
    }

    private void sleepDeeply() {
        parked = true;
        while (isWanted() && !urgent && !progress.isUnattended()) {
            LockSupport.parkNanos(this, DEEP_SLEEP_NANOS); // a wake-up may be missed by a glance without the lock
        }
        parked = false;
    }

    private boolean isWanted() {
        return !closed && Thread.currentThread().equals(thread);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
