package org.mpi4j.internal.transport.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.mpi4j.internal.transport.tcp.Card.Address;
import org.mpi4j.internal.transport.tcp.Card.Place;

/** This host's own addresses, and in which order to try a peer's. Immutable. */
record LocalAddresses(byte[] host, List<Local> all) {
    private static final Pattern BRIDGE = Pattern.compile("(docker|virbr|br-|veth|cni|flannel|lxc|lxd|podman|cali|vmnet).*");

    /** One address of one interface, and how many of its bits name the network. */
    record Local(String interfaceName, Place place, InetAddress address, int prefixBits) {
        boolean sharesNetworkWith(InetAddress other) {
            return Network.matches(address, prefixBits, other);
        }
    }

    /** A set of addresses that share their first bits. */
    record Network(InetAddress address, int prefixBits) {
        static boolean matches(InetAddress one, int prefixBits, InetAddress other) {
            byte[] a = one.getAddress();
            byte[] b = other.getAddress();
            if (a.length != b.length || prefixBits > 8 * a.length) {
                return false;
            }
            int whole = prefixBits / 8;
            int rest = prefixBits % 8;
            return Arrays.equals(a, 0, whole, b, 0, whole) && (rest == 0 || ((a[whole] ^ b[whole]) & 0xFF) >>> (8 - rest) == 0);
        }
    }

    static LocalAddresses find() throws IOException {
        List<Local> found = new ArrayList<>();
        for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (each.isUp()) {
                Place place = each.isLoopback() ? Place.LOOPBACK : BRIDGE.matcher(each.getName()).matches() ? Place.BRIDGE : Place.WIRE;
                for (InterfaceAddress a : each.getInterfaceAddresses()) {
                    add(found, each.getName(), place, a);
                }
            }
        }
        found.sort(Comparator.comparing(Local::place).thenComparingInt(l -> l.address().getAddress().length));
        return new LocalAddresses(hostIdentity(), List.copyOf(found));
    }

    private static void add(List<Local> found, String interfaceName, Place place, InterfaceAddress a) {
        InetAddress address = a.getAddress();
        if (!address.isLinkLocalAddress() && !address.isMulticastAddress()) {
            found.add(new Local(interfaceName, place, address, a.getNetworkPrefixLength()));
        }
    }

    /** A digest of what names this network stack: host name, boot and, on Linux, the network namespace. */
    private static byte[] hostIdentity() {
        String text = read("/proc/sys/kernel/hostname") + '\n' + read("/proc/sys/kernel/random/boot_id") + '\n' + networkNamespace();
        return ByteBuffer.allocate(Card.HOST_BYTES).putLong(digest(text, 0xCBF2_9CE4_8422_2325L)).putLong(digest(text, 1)).array();
    }

    /** FNV-1a: no secret is involved, and the JDK's digests take long to load. */
    private static long digest(String text, long seed) {
        long hash = seed;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100_0000_01B3L;
        }
        return hash;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException _) {
            String name = System.getenv("HOSTNAME");
            return name == null ? System.getenv().getOrDefault("COMPUTERNAME", "") : name;
        }
    }

    private static String networkNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();
        } catch (IOException | UnsupportedOperationException _) {
            return "";
        }
    }

    /**
     * The addresses that a peer may use.
     *
     * @param allowed names of interfaces, or networks such as {@code 10.1.0.0/16}; empty for all
     * @throws IOException if none is left, or an entry is no network
     */
    List<Address> published(List<String> allowed) throws IOException {
        List<Address> published = new ArrayList<>();
        for (Local local : all) {
            if (allowed.isEmpty() || isAllowed(local, allowed)) {
                published.add(new Address(local.place(), local.address()));
            }
        }
        if (published.isEmpty()) {
            throw new IOException("no interface to listen at, mpi4j.tcp.interfaces=" + String.join(",", allowed) + ", present=" + names());
        }
        return published;
    }

    private String names() {
        return String.join(",", all.stream().map(l -> l.interfaceName() + "/" + l.address().getHostAddress()).toList());
    }

    private static boolean isAllowed(Local local, List<String> allowed) throws IOException {
        for (String entry : allowed) {
            int slash = entry.indexOf('/');
            if (slash < 0 ? entry.equals(local.interfaceName()) : isIn(local.address(), entry, slash)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(InetAddress address, String network, int slash) throws IOException {
        try {
            int prefixBits = Integer.parseInt(network.substring(slash + 1));
            return Network.matches(InetAddress.ofLiteral(network.substring(0, slash)), prefixBits, address);
        } catch (IllegalArgumentException e) {
            throw new IOException("setting mpi4j.tcp.interfaces: value='" + network + "' is not a network such as 10.1.0.0/16", e);
        }
    }

    /** The peer's addresses, the most promising first: loopback if it is ours too, then networks that both are on, bridges last. */
    List<InetAddress> candidates(Card peer, boolean sameHost) {
        return peer.addresses().stream()
                .filter(a -> sameHost || a.place() != Place.LOOPBACK)
                .sorted(Comparator.comparingInt(a -> order(a)))
                .map(Address::address)
                .toList();
    }

    private int order(Address a) {
        return switch (a.place()) {
            case LOOPBACK -> 0;
            case WIRE -> all.stream().anyMatch(l -> l.place() == Place.WIRE && l.sharesNetworkWith(a.address())) ? 1 : 2;
            case BRIDGE -> 3;
        };
    }
}
