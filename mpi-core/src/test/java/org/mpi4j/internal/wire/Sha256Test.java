package org.mpi4j.internal.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = SEPARATE_THREAD)
class Sha256Test {
    private final Random random = new Random(77);

    @Test
    void digestsEveryLengthAsTheJdkDoes() throws GeneralSecurityException {
        for (int length = 0; length < 300; length++) {
            byte[] message = bytes(length);
            assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(message), Sha256.digest(message), "length=" + length);
        }
    }

    @Test
    void signsWithShortAndLongKeysAsTheJdkDoes() throws GeneralSecurityException {
        for (int keyLength = 1; keyLength < 140; keyLength++) {
            byte[] key = bytes(keyLength);
            byte[] message = bytes(keyLength * 3 % 101);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            assertArrayEquals(mac.doFinal(message), Sha256.hmac(key, message), "keyLength=" + keyLength);
        }
    }

    @Test
    void tellsDifferentProofsApart() {
        byte[] proof = bytes(32);
        byte[] other = proof.clone();
        assertTrue(Sha256.same(proof, other));
        other[31] ^= 1;
        assertFalse(Sha256.same(proof, other));
        assertFalse(Sha256.same(proof, new byte[0]));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
