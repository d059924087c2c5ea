package org.mpi4j.internal.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.internal.transport.tcp.Card.Address;
import org.mpi4j.internal.transport.tcp.Card.Place;
import org.mpi4j.internal.transport.tcp.LocalAddresses.Local;
import org.mpi4j.internal.transport.tcp.LocalAddresses.Network;

/** What ranks publish, and the order in which peers try it. */
@Timeout(value = 10, threadMode = SEPARATE_THREAD)
class CardTest {
    private static final byte[] HOST = new byte[Card.HOST_BYTES];

    @Test
    void readsWhatItWrote() {
        List<Address> addresses = List.of(wire("10.1.2.3"), wire("2001:db8::1"), new Address(Place.LOOPBACK, ip("127.0.0.1")));
        Card card = Card.decode(new Card(HOST, 65_000, addresses).encode());
        assertNotNull(card);
        assertEquals(65_000, card.port());
        assertEquals(addresses, card.addresses());
        assertArrayEquals(HOST, card.host());
    }

    @Test
    void staysShortHoweverManyAddressesAHostHas() {
        byte[] card = new Card(HOST, 1, Collections.nCopies(200, wire("2001:db8::1"))).encode();
        assertTrue(card.length <= 1000, () -> "length=" + card.length);
        assertNotNull(Card.decode(card));
    }

    @Test
    void refusesWhatIsNoCard() {
        byte[] card = new Card(HOST, 1, List.of(wire("10.1.2.3"))).encode();
        for (int length = 0; length < card.length; length++) {
            assertNull(Card.decode(Arrays.copyOf(card, length)), "length=" + length);
        }
        card[0]++;
        assertNull(Card.decode(card));
    }

    @Test
    void triesSharedNetworksFirstAndBridgesLast() {
        LocalAddresses local = new LocalAddresses(
                HOST, List.of(new Local("eth0", Place.WIRE, ip("10.1.0.1"), 16), new Local("docker0", Place.BRIDGE, ip("172.17.0.1"), 16)));
        Card peer = new Card(
                HOST,
                1,
                List.of(
                        new Address(Place.BRIDGE, ip("172.17.0.1")),
                        wire("192.168.0.9"),
                        wire("10.1.77.1"),
                        new Address(Place.LOOPBACK, ip("127.0.0.1"))));
        assertEquals(
                List.of(ip("10.1.77.1"), ip("192.168.0.9"), ip("172.17.0.1")), local.candidates(peer, false), "from another host");
        assertEquals(ip("127.0.0.1"), local.candidates(peer, true).getFirst(), "from the same host");
    }

    @Test
    void comparesTheBitsOfANetwork() {
        assertTrue(Network.matches(ip("10.1.0.1"), 16, ip("10.1.255.255")));
        assertFalse(Network.matches(ip("10.1.0.1"), 16, ip("10.2.0.1")));
        assertTrue(Network.matches(ip("10.1.128.0"), 17, ip("10.1.200.7")));
        assertFalse(Network.matches(ip("10.1.128.0"), 17, ip("10.1.127.7")));
        assertTrue(Network.matches(ip("10.1.0.1"), 0, ip("200.0.0.1")));
        assertTrue(Network.matches(ip("10.1.0.1"), 32, ip("10.1.0.1")));
        assertFalse(Network.matches(ip("10.1.0.1"), 16, ip("2001:db8::1")));
    }

    @Test
    void publishesOnlyTheInterfacesThatAreAllowed() throws IOException {
        LocalAddresses local = new LocalAddresses(
                HOST, List.of(new Local("eth0", Place.WIRE, ip("10.1.0.1"), 16), new Local("ib0", Place.WIRE, ip("10.9.0.1"), 16)));
        assertEquals(List.of(wire("10.1.0.1"), wire("10.9.0.1")), local.published(List.of()));
        assertEquals(List.of(wire("10.9.0.1")), local.published(List.of("ib0")));
        assertEquals(List.of(wire("10.1.0.1")), local.published(List.of("10.1.0.0/16")));
        assertThrows(IOException.class, () -> local.published(List.of("eth7")));
        assertThrows(IOException.class, () -> local.published(List.of("10.1.0.0/x")));
        assertThrows(IOException.class, () -> local.published(List.of("host.name/16")));
    }

    private static Address wire(String address) {
        return new Address(Place.WIRE, ip(address));
    }

    private static InetAddress ip(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}
