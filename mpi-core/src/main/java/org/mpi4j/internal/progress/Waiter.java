package org.mpi4j.internal.progress;

import java.util.concurrent.locks.LockSupport;

/** A thread that waits while another drives. Made by that thread; thread-safe. */
final class Waiter implements Completion.Listener {
    private final Thread thread = Thread.currentThread();
    private final Completion completion;
    private final long sinceNanos = System.nanoTime();
    volatile boolean signalled;

    Waiter(Completion completion) {
        this.completion = completion;
    }

    @Override
    public void done(Completion completion) {
        signal();
    }

    void signal() {
        signalled = true;
        LockSupport.unpark(thread);
    }

    Wait asSeen(long nowNanos) {
        return new Wait(thread, completion, nowNanos - sinceNanos);
    }
}
