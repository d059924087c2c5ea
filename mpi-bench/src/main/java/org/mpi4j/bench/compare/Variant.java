package org.mpi4j.bench.compare;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What is done otherwise than usual in all programs of a case; {@code loops.c} knows the same by the same names. Immutable. */
enum Variant {
    /** Ranks write what they send anew each time; else it never changes. */
    WRITTEN("written anew"),
    /** Peers are initialised with MPI_THREAD_MULTIPLE, as ours always are; else with MPI_THREAD_SINGLE, where the test has no threads. */
    THREADS("peers with MPI_THREAD_MULTIPLE");

    private static final String NONE = "plain";

    private final String title;

    Variant(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** As programs take them: names joined by commas. */
    static String argument(Set<Variant> variants) {
        return variants.isEmpty() ? NONE : variants.stream().map(Variant::toString).sorted().collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
