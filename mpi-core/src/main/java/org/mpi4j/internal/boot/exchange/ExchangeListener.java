package org.mpi4j.internal.boot.exchange;

import java.util.function.Consumer;

/** What a rank learns from its exchange. Called on the thread that reads the connection, which must not wait long. */
@FunctionalInterface
public interface ExchangeListener {
    /** The job has ended while this rank took part in it; told once. */
    void ended(JobEnd end);

    /** Another rank's process has ended in good order: it takes part in nothing any more. May be told more than once. */
    default void gone(int rank) {}

    /** The server asks what this rank does; the answer may be given later, on any thread. */
    default void asked(Consumer<RankState> answer) {}
}
