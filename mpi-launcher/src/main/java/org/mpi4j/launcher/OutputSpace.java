package org.mpi4j.launcher;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks whether there is room left where ranks write their output files. A rank does not tell: Java's {@code System.out} keeps silent about what it could
 * not write. Thread-safe; a daemon thread looks twice a second from the first file on, and whoever sees a rank end looks once more.
 */
final class OutputSpace {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Who is told. */
    @FunctionalInterface
    interface Listener {
        /** A rank's output is not written any more. Called once at most. */
        void full(RankProcess rank, String why);
    }

    private record Place(Path file, FileStore store) {}

    private final Listener listener;
    private final Map<RankProcess, Place> places = new ConcurrentHashMap<>();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();

    OutputSpace(Listener listener) {
        this.listener = listener;
    }

    /** From now on, looks after the file of that rank. */
    void watch(RankProcess rank, Path file) throws IOException {
        places.put(rank, new Place(file, Files.getFileStore(file)));
        if (watched.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("output-space").start(this::watchAll);
        }
    }

    private void watchAll() {
        while (!told.get()) {
            LockSupport.parkNanos(PERIOD_NANOS);
            places.forEach(this::look);
        }
    }

    /** Looks once more: the rank has ended, and all that it has written is written, or never will be. */
    void ending(RankProcess rank) {
        Place place = places.remove(rank);
        if (place != null) {
            look(rank, place);
        }
    }

    private void look(RankProcess rank, Place place) {
        try {
            if (freeBytes(place.store) == 0 && told.compareAndSet(false, true)) {
                listener.full(rank, "cannot write its output: no space is left, file=" + place.file.toAbsolutePath());
            }
        } catch (IOException _) {
            // the file system is gone: nothing can be said of its space
        }
    }

    /** What is kept for root can be written by root only. */
    private static long freeBytes(FileStore store) throws IOException {
        return "root".equals(System.getProperty("user.name")) ? store.getUnallocatedSpace() : store.getUsableSpace();
    }
}
