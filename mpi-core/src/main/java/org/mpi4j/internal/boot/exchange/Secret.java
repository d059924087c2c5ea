package org.mpi4j.internal.boot.exchange;

import java.io.FileInputStream;
import java.io.IOException;
import java.security.SecureRandom;

/** Random bytes that nobody can guess: the secret of a job, and the nonces of its handshakes. Stateless. */
public final class Secret {
    public static final int LENGTH_BYTES = 32;
    static final int NONCE_BYTES = 16;

    private Secret() {}

    /** A new secret for a job. */
    public static byte[] create() {
        return random(LENGTH_BYTES);
    }

    static byte[] random(int lengthBytes) {
        try (FileInputStream kernel = new FileInputStream("/dev/urandom")) { // SecureRandom costs 20 ms to load
            byte[] bytes = kernel.readNBytes(lengthBytes);
            if (bytes.length == lengthBytes) {
                return bytes;
            }
        } catch (IOException _) {
            // not a Unix: below
        }
        byte[] bytes = new byte[lengthBytes];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
