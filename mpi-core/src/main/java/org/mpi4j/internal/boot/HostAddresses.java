package org.mpi4j.internal.boot;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The addresses under which other hosts may reach this one. Stateless. */
public final class HostAddresses {
    private static final Pattern VIRTUAL = Pattern.compile("(docker|virbr|br-|veth|tun|tap|cni|flannel|vmnet|lxc).*");

    private HostAddresses() {}

    private record Address(InetAddress address, boolean virtual) {}

    /** All of them, those of real networks and of IPv4 first; none if this host is on no network. */
    static List<String> ofThisHost() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(HostAddresses::isUp)
                .flatMap(i -> i.inetAddresses().map(a -> new Address(a, VIRTUAL.matcher(i.getName()).matches())))
                .filter(a -> !a.address.isLoopbackAddress() && !a.address.isLinkLocalAddress())
                .sorted(Comparator.comparing(Address::virtual).thenComparing(a -> !(a.address instanceof Inet4Address)))
                .map(a -> a.address.getHostAddress().replaceFirst("%.*", ""))
                .toList();
    }

    /** All of them as {@code host:port}, parted by commas; of a host on no network its loopback. */
    public static String withPort(int port) throws SocketException {
        List<String> addresses = ofThisHost();
        List<String> known = addresses.isEmpty() ? List.of(InetAddress.getLoopbackAddress().getHostAddress()) : addresses;
        return known.stream().map(a -> (a.contains(":") ? "[" + a + "]" : a) + ":" + port).collect(Collectors.joining(","));
    }

    private static boolean isUp(NetworkInterface networkInterface) {
        try {
            return networkInterface.isUp();
        } catch (SocketException _) {
            return false;
        }
    }
}
