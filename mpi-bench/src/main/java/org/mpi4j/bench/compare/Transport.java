package org.mpi4j.bench.compare;

import java.util.Locale;

/** What the messages go over. Immutable. */
enum Transport {
    SHM("shared memory"),
    TCP("TCP");

    private final String title;

    Transport(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The name on a command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
