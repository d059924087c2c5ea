package org.mpi4j.internal.progress;

import java.nio.channels.SelectableChannel;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Sleeps by parking: for ranks that are threads of one JVM, platform or virtual, with no channel to watch. Thread-safe. */
public final class ParkSleeper implements RankSleeper {
    private static final Object AWAKE = "awake";
    private static final Object RUNG = "rung";

    /** AWAKE, RUNG, or the thread that sleeps. */
    private final AtomicReference<Object> state = new AtomicReference<>(AWAKE);

    @Override
    public boolean canSleep() {
        return true;
    }

    @Override
    public void sleep(long nanos) {
        if (state.compareAndSet(AWAKE, Thread.currentThread())) {
            if (nanos == Long.MAX_VALUE) {
                park();
            } else {
                parkFor(nanos);
            }
        }
        state.set(AWAKE);
    }

    /** A virtual thread that parks without a limit needs no timer, which would cost as much as all the rest. */
    private void park() {
        while (state.get() == Thread.currentThread()) {
            LockSupport.park(this);
        }
    }

    private void parkFor(long nanos) {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (state.get() == Thread.currentThread() && left > 0) {
            LockSupport.parkNanos(this, left);
            left = end - System.nanoTime();
        }
    }

    @Override
    public void wake() {
        if (state.getAndSet(RUNG) instanceof Thread sleeping) {
            LockSupport.unpark(sleeping);
        }
    }

    @Override
    public void watch(SelectableChannel channel, int operations) {
        throw new IllegalStateException("no channel can be watched by ranks that share a JVM without a selector");
    }

    @Override
    public void close() {}
}
