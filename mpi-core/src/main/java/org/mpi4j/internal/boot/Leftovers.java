package org.mpi4j.internal.boot;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.transport.shm.ShmSegment;

/** The file that this process has made for others and must not leave behind, however it ends. Thread-safe. */
final class Leftovers {
    private final AtomicReference<@Nullable ShmSegment> segment = new AtomicReference<>();

    void add(ShmSegment made) {
        segment.set(made);
    }

    /** Removes the file; what is mapped stays so. Idempotent. */
    void remove() {
        ShmSegment made = segment.getAndSet(null);
        if (made != null) {
            try {
                made.unlink();
            } catch (IOException e) {
                System.getLogger(Leftovers.class.getName()).log(System.Logger.Level.WARNING, "shared memory file could not be removed: " + e.getMessage());
            }
        }
    }
}
