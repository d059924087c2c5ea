package org.mpi4j.internal.transport.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The messages of the handshake, without a network. */
@Timeout(value = 10, threadMode = SEPARATE_THREAD)
class HandshakeTest {
    private static final byte[] SECRET = "secret".getBytes(UTF_8);

    @Test
    void computesTheHmacOfRfc4231() {
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0B);
        assertEquals(
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7", hmac(key, "Hi There"), "test case 1");
        assertEquals(
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                hmac("Jefe".getBytes(UTF_8), "what do ya want for nothing?"),
                "test case 2");
        byte[] longKey = new byte[131];
        Arrays.fill(longKey, (byte) 0xAA);
        assertEquals(
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
                hmac(longKey, "Test Using Larger Than Block-Size Key - Hash Key First"),
                "test case 6");
    }

    private static String hmac(byte[] key, String message) {
        return HexFormat.of().formatHex(new Handshake(0, 1, "job", key).hmac(message.getBytes(UTF_8)));
    }

    @Test
    void knowsPeersByTheirHello() {
        Handshake acceptor = new Handshake(2, 4, "job", SECRET);
        assertEquals(1, acceptor.sender(new Handshake(1, 4, "job", SECRET).hello(2)));
        assertEquals(-1, acceptor.sender(new Handshake(1, 4, "job", SECRET).hello(3)), "for another rank");
        assertEquals(-1, acceptor.sender(new Handshake(1, 4, "job2", SECRET).hello(2)), "of another job");
        assertEquals(-1, acceptor.sender(new Handshake(1, 5, "job", SECRET).hello(2)), "of a job of another size");
        assertEquals(-1, acceptor.sender(new Handshake(2, 4, "job", SECRET).hello(2)), "from itself");
        assertEquals(-1, acceptor.sender(new byte[Handshake.HELLO_BYTES]), "garbage");
    }

    @Test
    void takesOnlyProofsMadeWithTheSecret() {
        Handshake connector = new Handshake(1, 4, "job", SECRET);
        Handshake acceptor = new Handshake(2, 4, "job", SECRET);
        byte[] hello = connector.hello(2);
        byte[] challenge = acceptor.challenge(hello);
        assertTrue(connector.isGenuine(hello, challenge));
        assertTrue(acceptor.isProven(hello, challenge, connector.proof(hello, challenge)));
        Handshake stranger = new Handshake(1, 4, "job", "guess".getBytes(UTF_8));
        assertFalse(stranger.isGenuine(hello, challenge));
        assertFalse(acceptor.isProven(hello, challenge, stranger.proof(hello, challenge)));
        byte[] reflected = Arrays.copyOfRange(challenge, Handshake.NONCE_BYTES, Handshake.CHALLENGE_BYTES);
        assertFalse(acceptor.isProven(hello, challenge, reflected), "the acceptor's own proof, sent back");
        assertFalse(acceptor.isProven(connector.hello(2), challenge, connector.proof(hello, challenge)), "for another hello");
    }
}
