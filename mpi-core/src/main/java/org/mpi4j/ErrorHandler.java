package org.mpi4j;

/** What a communicator does with an error before the call ends. @spec MPI 5.0, section 9.3 */
@FunctionalInterface
public interface ErrorHandler {
    /** The exception is thrown: the default. {@code MPI_ERRORS_RETURN} */
    ErrorHandler ERRORS_RETURN = (_, _) -> {};

    /** The whole job is ended. {@code MPI_ERRORS_ARE_FATAL} */
    ErrorHandler ERRORS_ARE_FATAL = (comm, error) -> {
        System.err.println(error.getMessage());
        comm.abort(1);
    };

    /** Sees the error; when this returns, the exception is thrown to the caller. */
    void handle(Comm comm, MpiException error);
}
