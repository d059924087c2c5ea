package org.mpi4j.internal.progress;

import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/** Why an operation did not succeed: a value inside, an {@link MpiException} at the edge of the API. Immutable. */
public record Failure(ErrorClass errorClass, String detail) {
    /** @param where operation, communicator, rank and host, put before the detail */
    public MpiException toException(String where) {
        return new MpiException(errorClass, where + ": " + detail);
    }
}
