package org.mpi4j.launcher;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.mpi4j.internal.net.Ports;

/**
 * That each rank's JVM listens for a debugger. Who attaches may run anything as the user, so that by default only processes of the rank's
 * own host can. Immutable.
 *
 * @param allowed addresses from which a debugger may come, parted by {@code +}, or {@code *}; empty: the rank's own host
 * @param waits whether the program begins only when a debugger has come
 * @param isHere whether the rank runs on jrun's own host
 * @param ports where it may listen
 */
record Debug(String allowed, boolean waits, boolean isHere, Ports ports) {
    private static final int TRIES = 100;
    private static final String ANY = "*";

    /** @param from the value of {@code --debug}: names or addresses parted by commas, {@code *}, or nothing */
    static Debug of(String from, boolean waits) throws UsageException {
        if (from.isEmpty() || from.equals("localhost")) {
            return new Debug("", waits, true, Ports.ANY);
        }
        if (from.equals(ANY)) {
            return new Debug(ANY, waits, true, Ports.ANY);
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
        return new Debug(String.join("+", addresses), waits, true, Ports.ANY);
    }

    Debug at(boolean here, Ports within) {
        return new Debug(allowed, waits, here, within);
    }

    /** A port that nobody listens at, and that is none of {@code taken}, to which it is added. Of a range the last, as ranks take the first. */
    int freePort(Set<Integer> taken) throws IOException {
        return ports.isAny() ? anyFreePort(taken) : lastFreePort(taken);
    }

    private int lastFreePort(Set<Integer> taken) throws IOException {
        for (int port = ports.last(); port >= ports.first(); port--) {
            if (!taken.contains(port) && isFree(port)) {
                taken.add(port);
                return port;
            }
        }
        throw new IOException("--debug: no free port in " + ports + " (--port-range, mpi4j.tcp.ports), ports=" + ports.count());
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    private static int anyFreePort(Set<Integer> taken) throws IOException {
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
        AgentFrames.writeText(ports.toString(), to);
    }

    static Debug read(DataInputStream from) throws IOException {
        return new Debug(AgentFrames.readText(from), from.readBoolean(), from.readBoolean(), Ports.parse(AgentFrames.readText(from)));
    }
}
