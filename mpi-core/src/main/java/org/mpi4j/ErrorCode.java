package org.mpi4j;

import java.io.Serializable;

/**
 * A number for a kind of failure: one of the standard's classes, or a class or code that the program has added. Immutable.
 *
 * @param value the number
 * @param classValue the number of its class; the same number for a class
 * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.4 MPI 5.0, section 9.4
 */
public record ErrorCode(int value, int classValue) implements Serializable {
    /** No failure: the number of no class. {@code MPI_SUCCESS} */
    public static final int SUCCESS = 0;

    /** The largest number of a class or code that is not the program's own. {@code MPI_ERR_LASTCODE} */
    public static final int LASTCODE = 0x3fff;

    /**
     * The standard's class, {@code MPI_Error_class}.
     *
     * @return OTHER if the class is the program's own; {@link #classCode} tells which
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.4 MPI 5.0, section 9.4
     */
    public ErrorClass errorClass() {
        for (ErrorClass errorClass : ErrorClass.values()) {
            if (errorClass.value() == classValue) {
                return errorClass;
            }
        }
        return ErrorClass.OTHER;
    }

    /**
     * The class as a code, also where it is the program's own, {@code MPI_Error_class}.
     *
     * @return this, if it is a class
     * @spec https://www.mpi-forum.org/docs/mpi-5.0/mpi50-report.pdf#section.9.4 MPI 5.0, section 9.4
     */
    public ErrorCode classCode() {
        return isClass() ? this : new ErrorCode(classValue, classValue);
    }

    /** {@return whether this is a class, and not one of the codes of a class} */
    public boolean isClass() {
        return value == classValue;
    }
}
