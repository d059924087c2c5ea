package org.mpi4j.internal.boot.exchange;

import java.util.List;

/**
 * What the process that runs an {@link ExchangeServer} learns of its ranks. Called on the server's thread, and so must not wait; the
 * calls of one rank come in the order of events.
 */
public interface ExchangeOwner {
    /** The rank has proved who it is. */
    default void joined(int rank, String host, long processId) {}

    /** The rank has finalised; its process may end. */
    default void left(int rank) {}

    /** The rank has left before, and takes part again. */
    default void returned(int rank) {}

    /** The rank's connection ended before it had finalised: its process is gone, or its host is. Also after it aborted. */
    default void lost(int rank, String host) {}

    /** The job is to end; every rank that has joined has been told. Called once. */
    default void ended(JobEnd end) {}

    /** What each rank does, as {@link ExchangeServer#inquire} has asked. */
    default void reported(List<String> lines) {}

    /** No rank has made progress for the time that the plan allows. Where losses end the job, it ends by itself. Called once. */
    default void hung(List<String> lines) {}

    /** Tells both of all, this one first. */
    default ExchangeOwner and(ExchangeOwner other) {
        ExchangeOwner one = this;
        return new ExchangeOwner() {
            @Override
            public void joined(int rank, String host, long processId) {
                one.joined(rank, host, processId);
                other.joined(rank, host, processId);
            }

            @Override
            public void left(int rank) {
                one.left(rank);
                other.left(rank);
            }

            @Override
            public void returned(int rank) {
                one.returned(rank);
                other.returned(rank);
            }

            @Override
            public void lost(int rank, String host) {
                one.lost(rank, host);
                other.lost(rank, host);
            }

            @Override
            public void ended(JobEnd end) {
                one.ended(end);
                other.ended(end);
            }

            @Override
            public void reported(List<String> lines) {
                one.reported(lines);
                other.reported(lines);
            }

            @Override
            public void hung(List<String> lines) {
                one.hung(lines);
                other.hung(lines);
            }
        };
    }
}
