package org.mpi4j.internal.boot;

import java.util.List;

/**
 * This process's place in its job, and the exchange of small things with the job's other ranks: the same for every way in which a job
 * can be started. Thread-safe; collective calls come one at a time, in the same order on every rank.
 */
public interface Job extends AutoCloseable {
    int rank();

    int size();

    /** A name that no other job on these hosts has: letters, digits, {@code -} and {@code _}. */
    String id();

    /** What all ranks of the job know, and nobody else should. The caller must not change it. */
    byte[] secret();

    /**
     * Gives {@code mine}, at most a few kilobytes, to all ranks; returns what each rank gave, in rank order. Collective.
     *
     * @throws org.mpi4j.MpiException if the job ends first
     */
    List<byte[]> allgather(byte[] mine);

    /** Returns when all ranks have called it. Collective. @throws org.mpi4j.MpiException if the job ends first */
    void fence();

    /**
     * Ends the whole job: tells every other rank and the launcher. Returns when they have been told or cannot be, after about a second
     * at most; the caller then ends this process with {@code code}.
     *
     * @param reason one line, or a stack trace
     */
    void abort(int code, String reason);

    /**
     * This rank takes no part for now, or ever more; from now on the end of its process is no failure. Returns at once, but if all ranks
     * say goodbye together, on a rank that serves the exchange itself (rank 0 where the launcher is not ours), when all have. Idempotent.
     */
    void goodbye(boolean together);

    /**
     * After a goodbye: this rank takes part again. Local.
     *
     * @throws org.mpi4j.MpiException if the job has ended
     */
    void comeBack();

    /** How long this rank has waited for all others in a call of {@link #allgather} or {@link #fence}; negative if it does not. */
    default long waitsNanos() {
        return -1;
    }

    /**
     * The process ends. If this rank takes no part any more, it stops reading what the others tell: a JVM waits 300 ms at its end for a thread that
     * reads a connection. Nobody else notices.
     */
    default void processEnds() {}

    /** Ends the connection to the others, for a process that is several ranks in tests; a process that is one keeps it as long as it lives. */
    @Override
    void close();
}
