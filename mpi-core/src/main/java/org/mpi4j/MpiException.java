package org.mpi4j;

/**
 * What goes wrong in a call. The message names the operation, the argument, its value and limit, the communicator, the rank and
 * the host. @spec MPI 5.0, section 9.3
 */
public class MpiException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final ErrorClass errorClass;

    public MpiException(ErrorClass errorClass, String message) {
        super(message);
        this.errorClass = errorClass;
    }

    public MpiException(ErrorClass errorClass, String message, Throwable cause) {
        super(message, cause);
        this.errorClass = errorClass;
    }

    public ErrorClass errorClass() {
        return errorClass;
    }
}
