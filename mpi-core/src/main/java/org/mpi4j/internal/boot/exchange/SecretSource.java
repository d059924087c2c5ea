package org.mpi4j.internal.boot.exchange;

import java.io.IOException;
import java.net.InetSocketAddress;

/** How a rank comes to know its job's secret, when it has reached somebody who may be the job's server. */
@FunctionalInterface
public interface SecretSource {
    /**
     * The secret of this rank's job.
     *
     * @param sealed what came with the challenge, from whoever it may be: nothing, or a {@link Seal}'s work
     * @param from where the connection leads
     * @throws IOException if this does not come from the job's server, or cannot be opened
     */
    byte[] secret(byte[] sealed, InetSocketAddress from) throws IOException;

    /** For a rank that the launcher has told. */
    static SecretSource known(byte[] secret) {
        return (_, _) -> secret;
    }
}
