package org.mpi4j.launcher;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * That each rank's JVM listens for a debugger. Who attaches may run anything as the user, so that by default only processes of the rank's
 * own host can. Immutable.
 *
 * @param allowed addresses from which a debugger may come, parted by {@code +}, or {@code *}; empty: the rank's own host
 * @param waits whether the program begins only when a debugger has come
 * @param isHere whether the rank runs on jrun's own host
 */
record Debug(String allowed, boolean waits, boolean isHere) {
    private static final int TRIES = 100;
    private static final String ANY = "*";

    /** @param from the value of {@code --debug}: names or addresses parted by commas, {@code *}, or nothing */
    static Debug of(String from, boolean waits) throws UsageException {
        if (from.isEmpty() || from.equals("localhost")) {
            return new Debug("", waits, true);
        }
        if (from.equals(ANY)) {
            return new Debug(ANY, waits, true);
        }
        Set<String> addresses = new LinkedHashSet<>();
        for (String host : from.split(",", -1)) {
            try {
                for (InetAddress address : host.isEmpty() ? new InetAddress[0] : InetAddress.getAllByName(host)) {
                    addresses.add(address.getHostAddress().replaceFirst("%.*", ""));
                }
            } catch (UnknownHostException _) {
                throw new UsageException(UsageException.BAD_USAGE, "--debug=" + from + ": no such host: " + host);
            }
        }
        return new Debug(String.join("+", addresses), waits, true);
    }

    Debug at(boolean here) {
        return new Debug(allowed, waits, here);
    }

    /** A port that nobody listens at, and that is none of {@code taken}, to which it is added. */
    static int freePort(Set<Integer> taken) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try (ServerSocket socket = new ServerSocket(0)) {
                if (taken.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            }
        }
        throw new IOException("--debug: no free port in tries=" + TRIES);
    }

    /** The JVM's option. */
    String option(int port) {
        String where = allowed.isEmpty() ? "127.0.0.1:" + port : "*:" + port + ",allow=" + allowed;
        return "-agentlib:jdwp=transport=dt_socket,server=y,quiet=y,suspend=" + (waits ? "y" : "n") + ",address=" + where;
    }

    /** What the user is told of a rank. */
    String note(String host, int port) {
        String address = (allowed.isEmpty() ? "localhost" : host) + ":" + port;
        boolean isFar = allowed.isEmpty() && !isHere;
        return "attach to " + address + (isFar ? ", there or through ssh -L " + port + ":" + address + " " + host : "") + (waits ? "; it waits for that" : "");
    }

    void writeTo(DataOutputStream to) throws IOException {
        AgentFrames.writeText(allowed, to);
        to.writeBoolean(waits);
        to.writeBoolean(isHere);
    }

    static Debug read(DataInputStream from) throws IOException {
        return new Debug(AgentFrames.readText(from), from.readBoolean(), from.readBoolean());
    }
}
