package org.mpi4j.internal.boot.exchange;

import java.io.Closeable;
import java.io.IOException;

/** Closes what is of no more use, whatever its close says. */
final class Quietly {
    private Quietly() {}

    static void close(Closeable resource) {
        try {
            resource.close();
        } catch (IOException _) {
            // of no more use
        }
    }
}
