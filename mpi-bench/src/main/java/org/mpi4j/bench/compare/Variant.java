package org.mpi4j.bench.compare;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What is done otherwise than usual in all programs of a case; {@code loops.c} knows the same by the same names. Immutable. */
public enum Variant {
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

    /**
     * Whether it is among those that {@link #argument} has joined.
     *
     * @param argument what a program was given
     * @return whether it is to be done
     */
    public boolean isIn(String argument) {
        return List.of(argument.split(",", -1)).contains(toString());
    }

    /** {@return the name on a command line} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
