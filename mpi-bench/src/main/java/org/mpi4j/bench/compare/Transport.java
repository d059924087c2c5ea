package org.mpi4j.bench.compare;

import java.util.Locale;

/** What the messages go over. Immutable. */
enum Transport {
    SHM("shared memory", "shm"),
    TCP("TCP", "tcp"),
    /** Inside a Slurm allocation, with neighbouring ranks on different hosts. */
    HOSTS("TCP between hosts", "tcp");

    private final String title;
    private final String ours;

    Transport(String title, String ours) {
        this.title = title;
        this.ours = ours;
    }

    String title() {
        return title;
    }

    /** As jrun calls it. */
    String ours() {
        return ours;
    }

    /** The name on a command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
