package org.mpi4j;

/**
 * What a communicator does with an error before the call ends. Thread-safe if several threads use the communicator. Sees all errors of a
 * communicator's operations, also those that a {@link Request} tells; not those of {@link Buf}, {@link Datatype}, {@link Group} and
 * {@link Op}, which belong to no communicator and are thrown only.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.3 MPI 5.0, section 9.3
 */
@FunctionalInterface
public interface ErrorHandler {
    /** The exception is thrown: the default. {@code MPI_ERRORS_RETURN} */
    ErrorHandler ERRORS_RETURN = (_, _) -> {};

    /** The message is written to standard error and the whole job ended with exit code 1. {@code MPI_ERRORS_ARE_FATAL} */
    ErrorHandler ERRORS_ARE_FATAL = (comm, error) -> {
        System.err.println(error.getMessage());
        comm.abort(1);
    };

    /**
     * As {@link #ERRORS_ARE_FATAL}: the processes of a communicator cannot be ended without the rest of their job, as {@link Comm#abort} cannot.
     * {@code MPI_ERRORS_ABORT}
     */
    ErrorHandler ERRORS_ABORT = (comm, error) -> ERRORS_ARE_FATAL.handle(comm, error);

    /**
     * Sees the error; when this returns, the exception is thrown to the caller. What this throws is thrown instead.
     *
     * @param comm where it happened
     * @param error what is about to be thrown
     */
    void handle(Comm comm, MpiException error);
}
