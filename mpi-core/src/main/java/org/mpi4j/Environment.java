package org.mpi4j;

/**
 * What a rank knows beside messages: error codes of the program's own, and what the standard keeps as predefined attributes of
 * {@code MPI_COMM_WORLD}. Thread-safe. All methods are local.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#chapter.9 MPI 5.0, chapter 9
 */
public interface Environment {
    // ---- error classes, codes and strings ----

    /**
     * A new error class, on this rank.
     *
     * @return a code that is a class; no string belongs to it yet
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.5 MPI 5.0, section 9.5
     */
    ErrorCode addErrorClass();

    /**
     * A new error code, on this rank.
     *
     * @param errorClass its class: one of the standard's, such as {@code ErrorClass.ARG.code()}, or one that was added
     * @return the code; no string belongs to it yet
     * @throws MpiException ARG if {@code errorClass} is no class, or has been removed
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.5 MPI 5.0, section 9.5
     */
    ErrorCode addErrorCode(ErrorCode errorClass);

    /**
     * Says what a code means, in place of what has been said before.
     *
     * @param code a class or code that was added
     * @param string for a person
     * @throws MpiException ARG if {@code code} is one of the standard's, or has been removed
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.5 MPI 5.0, section 9.5
     */
    void addErrorString(ErrorCode code, String string);

    /**
     * Takes a class back.
     *
     * @param errorClass a class that was added
     * @throws MpiException ARG if it is no class, one of the standard's, removed already, or still has codes or a string
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.5 MPI 5.0, section 9.5
     */
    void removeErrorClass(ErrorCode errorClass);

    /**
     * Takes a code back.
     *
     * @param code a code that was added
     * @throws MpiException ARG if it is a class, one of the standard's, removed already, or still has a string
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.5 MPI 5.0, section 9.5
     */
    void removeErrorCode(ErrorCode code);

    /**
     * Takes back what was said of a code.
     *
     * @param code a class or code that {@link #addErrorString} was called with
     * @throws MpiException ARG if it has no such string
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.5 MPI 5.0, section 9.5
     */
    void removeErrorString(ErrorCode code);

    /**
     * What a code means.
     *
     * @param code one of the standard's classes, or what was added
     * @return for a person; empty if nothing has been said
     * @throws MpiException ARG if there is no such code
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.4 MPI 5.0, section 9.4
     */
    String errorString(ErrorCode code);

    /**
     * The largest number that a class or code has had on this rank, {@code MPI_LASTUSEDCODE}.
     *
     * @return {@link ErrorCode#LASTCODE} until one is added
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.5 MPI 5.0, section 9.5
     */
    int lastUsedCode();

    // ---- predefined attributes ----

    /**
     * How many ranks there can be, {@code MPI_UNIVERSE_SIZE}.
     *
     * @return the size of the world, since no rank can be started later
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.11.10 MPI 5.0, section 11.10.1
     */
    int universeSize();

    /**
     * Which of several programs that were started together this is, {@code MPI_APPNUM}.
     *
     * @return its number from 0, in the order of {@code jrun}'s command line; 0 if there is one, under other launchers, and in {@link Mpi#run}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.11.10 MPI 5.0, section 11.10.3
     */
    int appnum();

    /**
     * Whether {@link Mpi#wtime} is the same on all ranks at the same time, {@code MPI_WTIME_IS_GLOBAL}.
     *
     * @return false
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.9.1.2 MPI 5.0, section 9.1.2
     */
    boolean isWtimeGlobal();

    /**
     * Which rank can read and write files, {@code MPI_IO}.
     *
     * @return {@link Comm#ANY_SOURCE}: each of them
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.9.1.2 MPI 5.0, section 9.1.2
     */
    int io();

    /**
     * The largest tag, {@code MPI_TAG_UB}.
     *
     * @return {@link Comm#TAG_UB}
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#subsection.9.1.2 MPI 5.0, section 9.1.2
     */
    int tagUb();
}
