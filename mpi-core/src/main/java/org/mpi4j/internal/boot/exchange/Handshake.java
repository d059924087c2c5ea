package org.mpi4j.internal.boot.exchange;

import org.mpi4j.internal.wire.Sha256;

/**
 * How both ends of a connection prove that they know the job's secret without telling it: each answers the other's nonce with an HMAC over both nonces,
 * what the rank says to be, and who is speaking, so that no proof serves a second time, the other way round or for another rank. Immutable.
 */
record Handshake(byte[] secret, byte[] serverNonce, byte[] clientNonce, String job, int rank, int size) {
    byte[] clientProof() {
        return proof("rank", "");
    }

    byte[] serverProof() {
        return proof("server", "");
    }

    /** The server's, that it does not take the rank, and why. */
    byte[] refusalProof(String reason) {
        return proof("refusal", reason);
    }

    private byte[] proof(String speaker, String said) {
        byte[] signed = new FrameBuilder(FrameType.HELLO)
                .text(speaker)
                .blob(serverNonce)
                .blob(clientNonce)
                .text(job)
                .int32(rank)
                .int32(size)
                .text(said)
                .toBytes();
        return Sha256.hmac(secret, signed);
    }
}
