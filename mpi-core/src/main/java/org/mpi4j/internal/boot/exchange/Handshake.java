package org.mpi4j.internal.boot.exchange;

import org.mpi4j.internal.wire.Sha256;

/**
 * How both ends prove that they know the job's secret without telling it: each answers the other's nonce with an HMAC over both nonces
 * and who is speaking. Stateless.
 */
final class Handshake {
    private Handshake() {}

    static byte[] clientProof(byte[] secret, byte[] serverNonce, byte[] clientNonce, String job, int rank, int size) {
        return proof(secret, serverNonce, clientNonce, job, rank, size, "rank");
    }

    static byte[] serverProof(byte[] secret, byte[] serverNonce, byte[] clientNonce, String job, int rank, int size) {
        return proof(secret, serverNonce, clientNonce, job, rank, size, "server");
    }

    private static byte[] proof(byte[] secret, byte[] serverNonce, byte[] clientNonce, String job, int rank, int size, String speaker) {
        byte[] signed = new FrameBuilder(FrameType.HELLO)
                .text(speaker)
                .blob(serverNonce)
                .blob(clientNonce)
                .text(job)
                .int32(rank)
                .int32(size)
                .toBytes();
        return Sha256.hmac(secret, signed);
    }
}
