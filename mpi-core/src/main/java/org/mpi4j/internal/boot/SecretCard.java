package org.mpi4j.internal.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A job's secret as rank 0 seals it for the others, with where it serves: who only passes the seal on, from another place, is found out. Immutable.
 *
 * @param addresses of rank 0's host, but for its loopback
 */
record SecretCard(String job, HostId host, int port, List<String> addresses, byte[] secret) {
    private static final String MAGIC = "mpi4j-secret 1";
    private static final int LINES = 6;

    String encoded() {
        return String.join("\n", MAGIC, job, host.toString(), Integer.toString(port), String.join(",", addresses), HexFormat.of().formatHex(secret)) + "\n";
    }

    /** @throws IOException if {@link #encoded} did not make it */
    static SecretCard decoded(String text) throws IOException {
        List<String> lines = text.lines().toList();
        if (lines.size() != LINES || !lines.getFirst().equals(MAGIC)) {
            throw new IOException("what was sealed is no job's secret, lines=" + lines.size());
        }
        try {
            return new SecretCard(
                    lines.get(1), HostId.parse(lines.get(2)), Integer.parseInt(lines.get(3)), Arrays.asList(lines.get(4).split(",", -1)),
                    HexFormat.of().parseHex(lines.get(5)));
        } catch (IllegalArgumentException e) {
            throw new IOException("what was sealed is no job's secret: " + e.getMessage(), e);
        }
    }

    /** The secret, for a rank of {@code wanted} on {@code here} that has connected to {@code from}. @throws IOException if that is not where rank 0 serves */
    byte[] secretFor(String wanted, HostId here, InetSocketAddress from) throws IOException {
        InetAddress address = from.getAddress();
        boolean isPlace = address.isLoopbackAddress() ? here.equals(host) : addresses.contains(text(address));
        if (!job.equals(wanted) || from.getPort() != port || !isPlace) {
            throw new IOException("the secret of another server came from " + from + ": job=" + job + " host=" + host.name() + " port=" + port + " addresses=" + addresses);
        }
        return secret;
    }

    /** Without the interface that an address may be said to belong to. */
    private static String text(InetAddress address) throws IOException {
        return InetAddress.getByAddress(address.getAddress()).getHostAddress();
    }
}
