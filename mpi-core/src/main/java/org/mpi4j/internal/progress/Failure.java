package org.mpi4j.internal.progress;

import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;

/**
 * Why an operation did not succeed: a value inside, an {@link MpiException} at the edge of the API. Immutable.
 *
 * @param cause what a user's function threw, if that is why
 */
public record Failure(ErrorClass errorClass, String detail, @Nullable Throwable cause) {
    public Failure(ErrorClass errorClass, String detail) {
        this(errorClass, detail, null);
    }
}
