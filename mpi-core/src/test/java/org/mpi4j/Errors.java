package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** Says which error a call must end with. */
public final class Errors {
    private Errors() {}

    /** The call throws this class, and what it says contains {@code part}. */
    public static MpiException expect(ErrorClass errorClass, String part, Executable call) {
        MpiException error = assertThrows(MpiException.class, call);
        assertEquals(errorClass, error.errorClass(), error.getMessage());
        assertTrue(error.getMessage().contains(part), error.getMessage());
        return error;
    }
}
