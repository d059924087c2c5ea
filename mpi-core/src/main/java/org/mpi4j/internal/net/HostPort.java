package org.mpi4j.internal.net;

/** Where a server listens. Immutable. {@code host} is a name, or an address without brackets. */
public record HostPort(String host, int port) {
    /** Reads {@code host:port} or {@code [address]:port}. @throws IllegalArgumentException if it is neither */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("not host:port: " + text);
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port <= 0 || port > 0xffff || host.isEmpty()) {
            throw new IllegalArgumentException("not host:port: " + text);
        }
        return new HostPort(host, port);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
