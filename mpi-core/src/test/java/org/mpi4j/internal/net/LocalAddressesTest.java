package org.mpi4j.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.internal.net.LocalAddresses.Local;

/** Which addresses and ports a job uses of those that a host has. */
@Timeout(value = 10, threadMode = SEPARATE_THREAD)
class LocalAddressesTest {
    private static final LocalAddresses HOST = new LocalAddresses(List.of(
            new Local("eth0", Place.WIRE, ip("10.1.0.1"), 16),
            new Local("ib0", Place.WIRE, ip("10.9.0.1"), 16),
            new Local("ib0", Place.WIRE, ip("fd00::1"), 64),
            new Local("docker0", Place.BRIDGE, ip("172.17.0.1"), 16),
            new Local("lo", Place.LOOPBACK, ip("127.0.0.1"), 8)));

    @Test
    void triesSharedNetworksFirstAndBridgesLast() {
        List<Address> peer = List.of(
                new Address(Place.BRIDGE, ip("172.17.0.1")), wire("192.168.0.9"), wire("10.1.77.1"), new Address(Place.LOOPBACK, ip("127.0.0.1")));
        assertEquals(List.of(ip("10.1.77.1"), ip("192.168.0.9"), ip("172.17.0.1")), HOST.candidates(peer, false), "from another host");
        assertEquals(ip("127.0.0.1"), HOST.candidates(peer, true).getFirst(), "from the same host");
    }

    @Test
    void comparesTheBitsOfANetwork() {
        assertTrue(Networks.shareFirstBits(ip("10.1.0.1"), 16, ip("10.1.255.255")));
        assertFalse(Networks.shareFirstBits(ip("10.1.0.1"), 16, ip("10.2.0.1")));
        assertTrue(Networks.shareFirstBits(ip("10.1.128.0"), 17, ip("10.1.200.7")));
        assertFalse(Networks.shareFirstBits(ip("10.1.128.0"), 17, ip("10.1.127.7")));
        assertTrue(Networks.shareFirstBits(ip("10.1.0.1"), 0, ip("200.0.0.1")));
        assertTrue(Networks.shareFirstBits(ip("10.1.0.1"), 32, ip("10.1.0.1")));
        assertFalse(Networks.shareFirstBits(ip("10.1.0.1"), 16, ip("2001:db8::1")));
    }

    @Test
    void publishesOnlyWhatIsAllowedByNameNetworkOrAddress() throws IOException {
        assertEquals(5, HOST.published(Networks.ALL).size());
        assertEquals(List.of("10.9.0.1", "fd00:0:0:0:0:0:0:1"), allowed("ib0"));
        assertEquals(List.of("10.1.0.1"), allowed("10.1.0.0/16"));
        assertEquals(List.of("fd00:0:0:0:0:0:0:1"), allowed("fd00::/8"));
        assertEquals(List.of("10.1.0.1", "fd00:0:0:0:0:0:0:1"), allowed(" eth0, fd00::1"));
    }

    private static List<String> allowed(String networks) throws IOException {
        return LocalAddresses.routable(HOST.published(Networks.parse(networks)));
    }

    @Test
    void aNetworkThatNoInterfaceHasIsToldWithWhatThereIs() {
        IOException none = assertThrows(IOException.class, () -> HOST.published(Networks.parse("eth7,10.8.0.0/16")));
        assertTrue(none.getMessage().contains("eth7,10.8.0.0/16") && none.getMessage().contains("docker0 172.17.0.1"), none.getMessage());
    }

    @Test
    void offersLoopbackToOthersOnlyWhereThereIsNothingElse() {
        assertEquals(List.of("127.0.0.1"), LocalAddresses.routable(List.of(new Address(Place.LOOPBACK, ip("127.0.0.1")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.0.0/x", "10.1.0.0/33", "host.name/16", "fd00::/129", "10.1.0", "fd00:::", "/8", "10.1.0.0/-1"})
    void refusesWhatIsNoNetwork(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Networks.parse(text));
        assertTrue(refused.getMessage().contains("'" + text + "'"), refused.getMessage());
    }

    @Test
    void readsPorts() {
        assertEquals(new Ports(20_000, 20_100), Ports.parse("20000-20100"));
        assertEquals(new Ports(7, 7), Ports.parse("7"));
        assertTrue(Ports.parse("0").isAny());
        assertEquals(101, Ports.parse("20000-20100").count());
        for (String bad : List.of("", "x", "1-2-3", "9-8", "0-5", "1-65536", "-5", "5-")) {
            assertThrows(IllegalArgumentException.class, () -> Ports.parse(bad), bad);
        }
    }

    @Test
    void listensAtTheNextPortWhereOneIsTaken() throws IOException {
        List<InetAddress> loopback = List.of(ip("127.0.0.1"));
        try (ServerSocket taken = new ServerSocket(0, 1, ip("127.0.0.1"))) {
            int port = taken.getLocalPort();
            try (Listeners next = Listeners.open(loopback, new Ports(port, port + 50), 10, 0)) {
                assertTrue(next.port() > port, () -> "port=" + next.port());
            }
            IOException full = assertThrows(IOException.class, () -> Listeners.open(loopback, new Ports(port, port), 10, 0).close());
            assertTrue(full.getMessage().contains("no free port in " + port + " (--port-range") && full.getMessage().contains("127.0.0.1"), full.getMessage());
        }
    }

    @Test
    void listensAtOnePortOfAllAddresses() throws IOException {
        try (Listeners both = Listeners.open(List.of(ip("127.0.0.1"), ip("127.0.0.2")), Ports.ANY, 10, 0)) {
            assertEquals(2, both.sockets().size());
            assertEquals(1, both.sockets().stream().map(socket -> socket.socket().getLocalPort()).distinct().count());
        }
    }

    private static Address wire(String address) {
        return new Address(Place.WIRE, ip(address));
    }

    private static InetAddress ip(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}
