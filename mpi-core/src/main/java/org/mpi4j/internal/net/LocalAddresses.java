package org.mpi4j.internal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * This host's own addresses, the most useful first, and in which order to try another host's. Both the exchange and the ranks' own wires
 * find their addresses here. Immutable. Addresses that mean nothing to another host without more (link-local ones) are none.
 */
public record LocalAddresses(List<Local> all) {
    private static final Pattern BRIDGE = Pattern.compile("(docker|virbr|br-|veth|cni|flannel|lxc|lxd|podman|cali|vmnet).*");

    /** One address of one interface, and how many of its bits name the network. */
    public record Local(String interfaceName, Place place, InetAddress address, int prefixBits) {
        boolean sharesNetworkWith(InetAddress other) {
            return Networks.shareFirstBits(address, prefixBits, other);
        }
    }

    public static LocalAddresses find() throws IOException {
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
        return new LocalAddresses(List.copyOf(found));
    }

    private static void add(List<Local> found, String interfaceName, Place place, InterfaceAddress a) throws IOException {
        InetAddress address = a.getAddress();
        if (!address.isLinkLocalAddress() && !address.isMulticastAddress()) {
            InetAddress withoutScope = InetAddress.getByAddress(address.getAddress());
            found.add(new Local(interfaceName, place, withoutScope, a.getNetworkPrefixLength()));
        }
    }

    /**
     * The addresses that others may use.
     *
     * @throws IOException if the networks leave none; the message names what there is
     */
    public List<Address> published(Networks networks) throws IOException {
        List<Address> published = new ArrayList<>();
        for (Local local : all) {
            if (networks.allow(local.interfaceName(), local.address())) {
                published.add(new Address(local.place(), local.address()));
            }
        }
        if (published.isEmpty()) {
            throw new IOException("no address of this host is in --net " + networks + " (mpi4j.tcp.interfaces); it has " + names());
        }
        return published;
    }

    private String names() {
        return String.join(", ", all.stream().map(l -> l.interfaceName() + " " + l.address().getHostAddress()).toList());
    }

    /** Those of {@code published} that another host may be able to reach, as text; if there are none, those of the loopback. */
    public static List<String> routable(List<Address> published) {
        List<String> routable = texts(published.stream().filter(a -> a.place() != Place.LOOPBACK).toList());
        return routable.isEmpty() ? texts(published) : routable;
    }

    private static List<String> texts(List<Address> addresses) {
        return addresses.stream().map(a -> a.address().getHostAddress()).toList();
    }

    /** Another host's addresses, the most promising first: loopback if it is ours too, then networks that both are on, bridges last. */
    public List<InetAddress> candidates(List<Address> theirs, boolean sameHost) {
        return theirs.stream()
                .filter(a -> sameHost || a.place() != Place.LOOPBACK)
                .sorted(Comparator.comparingInt(this::order))
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
