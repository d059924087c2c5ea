package org.mpi4j.internal.boot.exchange;

import java.util.BitSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Which ranks have neither finalised nor been lost since the last collective ended, or the job began. Thread-safe. */
final class Presence {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int size;
    private final BitSet present; // guarded by lock

    Presence(int size) {
        this.size = size;
        this.present = new BitSet(size);
        present.set(0, size);
    }

    void leave(int rank) {
        lock.lock();
        try {
            present.clear(rank);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A collective has ended, for which all were there. */
    void renew() {
        lock.lock();
        try {
            present.set(0, size);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there are none; false if {@code limitNanos} came first. */
    boolean awaitNone(long limitNanos) throws InterruptedException {
        lock.lock();
        try {
            long restNanos = limitNanos;
            while (!present.isEmpty() && restNanos > 0) {
                restNanos = changed.awaitNanos(restNanos);
            }
            return present.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
