package org.mpi4j.internal.transport.tcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.wire.Sha256;

/**
 * What two ranks say before the first frame, so that each knows that the other is the rank it should be and knows the job's secret.
 *
 * <pre>
 *   connector                                                acceptor
 *     HELLO      magic 8 | from 4 | to 4 | job 16 | nonce 32 | key 32   ->
 *                                                   <-   CHALLENGE  nonce 32 | key 32 | proof 32
 *     PROOF      proof 32                                      ->
 *                                                   <-   ACCEPT     1
 *     CONFIRM    1, then frames, or TLS and frames within it   ->
 *
 *   job      SHA-256 of the job's name and size, 16 bytes of it
 *   key      SHA-256 of the certificate that the speaker will show in TLS; zeros if it speaks plainly
 *   proof    HMAC-SHA256 with the job's secret over role | HELLO | nonce and key of the CHALLENGE
 * </pre>
 *
 * <p>The lower rank decides which connection of a pair lives: it confirms its own, or, once it has accepted the other's, drops its own;
 * the higher rank accepts and confirms whatever it is offered first. So both ends agree, and no frame travels on another connection.
 *
 * <p>Immutable.
 */
final class Handshake {
    static final int NONCE_BYTES = 32;
    static final int PROOF_BYTES = 32;
    static final int JOB_BYTES = 16;
    static final int KEY_BYTES = 32;
    static final int HELLO_BYTES = 8 + 4 + 4 + JOB_BYTES + NONCE_BYTES + KEY_BYTES;
    static final int CHALLENGE_BYTES = NONCE_BYTES + KEY_BYTES + PROOF_BYTES;
    static final byte ACCEPT = 'A';
    static final byte CONFIRM = 'C';

    private static final long MAGIC = 0x6D70_6934_6A74_6301L;
    private static final byte CONNECTOR = 'c';
    private static final byte ACCEPTOR = 'a';

    private final int rank;
    private final int size;
    private final byte[] job;
    private final byte[] secret;
    private final @Nullable TlsIdentity identity;
    private final byte[] key;
    private final SecureRandom random = new SecureRandom();

    /** Without TLS. */
    Handshake(int rank, int size, String job, byte[] secret) {
        this(rank, size, job, secret, null);
    }

    /** @param identity this rank's in TLS; null if it speaks plainly */
    Handshake(int rank, int size, String job, byte[] secret, @Nullable TlsIdentity identity) {
        this.identity = identity;
        this.key = identity == null ? new byte[KEY_BYTES] : identity.digest();
        this.rank = rank;
        this.size = size;
        byte[] name = job.getBytes(StandardCharsets.UTF_8);
        byte[] nameAndSize = ByteBuffer.allocate(name.length + 5).put(name).put((byte) 0).putInt(size).array();
        this.job = Arrays.copyOf(Sha256.digest(nameAndSize), JOB_BYTES);
        this.secret = secret.clone();
    }

    int rank() {
        return rank;
    }

    byte[] nonce() {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return nonce;
    }

    byte[] hello(int to) {
        ByteBuffer hello = ByteBuffer.allocate(HELLO_BYTES);
        return hello.putLong(MAGIC).putInt(rank).putInt(to).put(job).put(nonce()).put(key).array();
    }

    /** The rank that says this hello to us; -1 if it is no rank of this job, or wants another rank. */
    int sender(byte[] hello) {
        ByteBuffer in = ByteBuffer.wrap(hello);
        boolean known = in.getLong() == MAGIC;
        int from = in.getInt();
        int to = in.getInt();
        boolean here = to == rank && from != rank && from >= 0 && from < size;
        byte[] named = new byte[JOB_BYTES];
        in.get(named);
        return known && here && Sha256.same(named, job) && speaksAlike(keyOf(hello, HELLO_BYTES - KEY_BYTES)) ? from : -1;
    }

    byte[] challenge(byte[] hello) {
        byte[] nonce = nonce();
        return ByteBuffer.allocate(CHALLENGE_BYTES).put(nonce).put(key).put(mac(ACCEPTOR, hello, concat(nonce, key))).array();
    }

    /** Whether this challenge to our hello comes from a rank that knows the secret. */
    boolean isGenuine(byte[] hello, byte[] challenge) {
        byte[] proof = Arrays.copyOfRange(challenge, CHALLENGE_BYTES - PROOF_BYTES, CHALLENGE_BYTES);
        return Sha256.same(proof, mac(ACCEPTOR, hello, saidIn(challenge))) && speaksAlike(keyOf(challenge, NONCE_BYTES));
    }

    byte[] proof(byte[] hello, byte[] challenge) {
        return mac(CONNECTOR, hello, saidIn(challenge));
    }

    /** Whether this proof answers our challenge. */
    boolean isProven(byte[] hello, byte[] challenge, byte[] proof) {
        return Sha256.same(proof, proof(hello, challenge));
    }

    /** Our end of TLS with whom we have said hello to, and who has proven itself by this challenge; null if we speak plainly. */
    @Nullable SSLEngine engineTo(byte[] challenge) {
        return identity == null ? null : identity.engine(true, keyOf(challenge, NONCE_BYTES));
    }

    /** Our end of TLS with who has said this hello, and proven itself; null if we speak plainly. */
    @Nullable SSLEngine engineFrom(byte[] hello) {
        return identity == null ? null : identity.engine(false, keyOf(hello, HELLO_BYTES - KEY_BYTES));
    }

    /** Whether the other end, too, wants TLS, or does not. */
    private boolean speaksAlike(byte[] theirs) {
        return (identity == null) == Arrays.equals(theirs, new byte[KEY_BYTES]);
    }

    private static byte[] keyOf(byte[] message, int at) {
        return Arrays.copyOfRange(message, at, at + KEY_BYTES);
    }

    /** All of it but its proof. */
    private static byte[] saidIn(byte[] challenge) {
        return Arrays.copyOf(challenge, CHALLENGE_BYTES - PROOF_BYTES);
    }

    private static byte[] concat(byte[] first, byte[] then) {
        return ByteBuffer.allocate(first.length + then.length).put(first).put(then).array();
    }

    private byte[] mac(byte role, byte[] hello, byte[] said) {
        return hmac(ByteBuffer.allocate(1 + hello.length + said.length).put(role).put(hello).put(said).array());
    }

    /** HMAC-SHA256 (RFC 2104) with the secret. */
    byte[] hmac(byte[] message) {
        return Sha256.hmac(secret, message);
    }
}
