package org.mpi4j.internal.boot.exchange;

import java.io.IOException;

/** The other end does not speak the exchange's protocol. */
final class MalformedFrameException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedFrameException(String message) {
        super(message);
    }
}
