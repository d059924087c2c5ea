package org.mpi4j.internal.progress;

import java.util.concurrent.locks.LockSupport;

/** A thread that waits while another drives. Made by that thread; thread-safe. */
final class Waiter implements Completion.Listener {
    private final Thread thread = Thread.currentThread();
    volatile boolean signalled;

    @Override
    public void done(Completion completion) {
        signal();
    }

    void signal() {
        signalled = true;
        LockSupport.unpark(thread);
    }
}
