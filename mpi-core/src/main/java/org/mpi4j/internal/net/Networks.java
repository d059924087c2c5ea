package org.mpi4j.internal.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The interfaces and networks that a job may use, as {@code --net} and {@code mpi4j.tcp.interfaces} name them; none: all. Immutable. */
public record Networks(List<Entry> entries) {
    /** All interfaces. */
    public static final Networks ALL = new Networks(List.of());

    /** An interface's name, or if there is an {@code address} the addresses that share so many first bits with it. */
    public record Entry(String text, @Nullable InetAddress address, int prefixBits) {}

    /**
     * Reads {@code eth0,10.1.0.0/16,fd00::/8}: names of interfaces, networks, single addresses.
     *
     * @throws IllegalArgumentException if an entry is no network; the message names it
     */
    public static Networks parse(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            String entry = each.strip();
            if (!entry.isEmpty()) {
                entries.add(entry(entry));
            }
        }
        return entries.isEmpty() ? ALL : new Networks(List.copyOf(entries));
    }

    private static Entry entry(String text) {
        int slash = text.indexOf('/');
        boolean isAddress = text.indexOf(':') >= 0 || text.matches("[0-9.]+");
        if (slash < 0 && !isAddress) {
            return new Entry(text, null, 0);
        }
        String literal = slash < 0 ? text : text.substring(0, slash);
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            int most = 8 * address.getAddress().length;
            int prefixBits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            boolean isWhole = address instanceof Inet6Address || literal.chars().filter(c -> c == '.').count() == 3; // 10.1 would be 10.0.0.1
            if (isWhole && prefixBits >= 0 && prefixBits <= most) {
                return new Entry(text, address, prefixBits);
            }
        } catch (IllegalArgumentException _) {
            // below
        }
        throw new IllegalArgumentException("'" + text + "' is no network such as 10.1.0.0/16 or fd00::/8");
    }

    public boolean isAll() {
        return entries.isEmpty();
    }

    /**
     * Where who serves a job listens: nowhere else than at the addresses that it publishes, if the job may use only some.
     *
     * @return none: at all addresses of this host
     */
    public List<InetAddress> bound(List<Address> published) {
        return isAll() ? List.of() : published.stream().map(Address::address).toList();
    }

    boolean allow(String interfaceName, InetAddress address) {
        return isAll() || entries.stream().anyMatch(entry -> entry.address == null
                ? entry.text.equals(interfaceName)
                : shareFirstBits(entry.address, entry.prefixBits, address));
    }

    /** Whether two addresses are of one kind and share their first bits. */
    static boolean shareFirstBits(InetAddress one, int bits, InetAddress other) {
        byte[] a = one.getAddress();
        byte[] b = other.getAddress();
        if (a.length != b.length || bits > 8 * a.length) {
            return false;
        }
        int whole = bits / 8;
        int rest = bits % 8;
        return Arrays.equals(a, 0, whole, b, 0, whole) && (rest == 0 || ((a[whole] ^ b[whole]) & 0xFF) >>> (8 - rest) == 0);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return String.join(",", entries.stream().map(Entry::text).toList());
    }
}
