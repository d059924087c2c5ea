package org.mpi4j.internal.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.internal.net.Address;
import org.mpi4j.internal.net.Place;

/** What ranks publish of themselves. */
@Timeout(value = 10, threadMode = SEPARATE_THREAD)
class CardTest {
    private static final byte[] HOST = new byte[Card.HOST_BYTES];

    @Test
    void readsWhatItWrote() {
        List<Address> addresses = List.of(wire("10.1.2.3"), wire("2001:db8::1"), new Address(Place.LOOPBACK, ip("127.0.0.1")));
        Card card = Card.decode(new Card(HOST, "node1", 65_000, addresses).encode());
        assertNotNull(card);
        assertEquals(65_000, card.port());
        assertEquals(addresses, card.addresses());
        assertArrayEquals(HOST, card.host());
        assertEquals("node1", card.hostName());
    }

    @Test
    void staysShortHoweverManyAddressesAHostHas() {
        byte[] card = new Card(HOST, "node1", 1, Collections.nCopies(200, wire("2001:db8::1"))).encode();
        assertTrue(card.length <= 1000, () -> "length=" + card.length);
        assertNotNull(Card.decode(card));
    }

    @Test
    void refusesWhatIsNoCard() {
        byte[] card = new Card(HOST, "node1", 1, List.of(wire("10.1.2.3"))).encode();
        for (int length = 0; length < card.length; length++) {
            assertNull(Card.decode(Arrays.copyOf(card, length)), "length=" + length);
        }
        card[0]++;
        assertNull(Card.decode(card));
    }

    private static Address wire(String address) {
        return new Address(Place.WIRE, ip(address));
    }

    private static InetAddress ip(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}
