package org.mpi4j.internal.boot.pmi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** This process was started by a launcher that speaks PMIx, but libpmix is not to be had. */
public final class PmixAbsentException extends IOException {
    private static final long serialVersionUID = 1;

    PmixAbsentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
