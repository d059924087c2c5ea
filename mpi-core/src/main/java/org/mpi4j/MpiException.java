package org.mpi4j;

/**
 * What goes wrong in a call. The message names operation, argument, value and limit, and in operations of a communicator also its
 * name and size, the rank and the host, as pairs {@code name=value}.
 *
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.3 MPI 5.0, section 9.3
 */
public class MpiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The kind of failure. */
    private final ErrorClass errorClass;

    /**
     * An error without a cause.
     *
     * @param errorClass the kind of failure
     * @param message for a person
     */
    public MpiException(ErrorClass errorClass, String message) {
        super(message);
        this.errorClass = errorClass;
    }

    /**
     * An error that another one caused.
     *
     * @param errorClass the kind of failure
     * @param message for a person
     * @param cause such as what a user's operation threw
     */
    public MpiException(ErrorClass errorClass, String message, Throwable cause) {
        super(message, cause);
        this.errorClass = errorClass;
    }

    /**
     * The kind of failure, {@code MPI_Error_class}.
     *
     * @return one of the standard's error classes
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.4 MPI 5.0, section 9.4
     */
    public ErrorClass errorClass() {
        return errorClass;
    }
}
