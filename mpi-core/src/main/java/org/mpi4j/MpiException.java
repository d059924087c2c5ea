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

    /** The kind of failure, as precisely as it is known. */
    private final ErrorCode errorCode;

    /**
     * An error without a cause.
     *
     * @param errorClass the kind of failure
     * @param message for a person
     */
    public MpiException(ErrorClass errorClass, String message) {
        super(message);
        this.errorClass = errorClass;
        this.errorCode = errorClass.code();
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
        this.errorCode = errorClass.code();
    }

    /**
     * An error with a code, which may be the program's own.
     *
     * @param errorCode the kind of failure
     * @param message for a person
     */
    public MpiException(ErrorCode errorCode, String message) {
        super(message);
        this.errorClass = errorCode.errorClass();
        this.errorCode = errorCode;
    }

    /**
     * An error with a code, which may be the program's own, that another one caused.
     *
     * @param errorCode the kind of failure
     * @param message for a person
     * @param cause such as what a callback threw
     */
    public MpiException(ErrorCode errorCode, String message, Throwable cause) {
        super(message, cause);
        this.errorClass = errorCode.errorClass();
        this.errorCode = errorCode;
    }

    /**
     * The kind of failure, as precisely as it is known.
     *
     * @return the code of {@link #errorClass}, or one that the program has added
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.4 MPI 5.0, section 9.4
     */
    public ErrorCode errorCode() {
        return errorCode;
    }

    /**
     * The kind of failure, {@code MPI_Error_class}.
     *
     * @return one of the standard's error classes; OTHER for one that the program has added
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.4 MPI 5.0, section 9.4
     */
    public ErrorClass errorClass() {
        return errorClass;
    }
}
