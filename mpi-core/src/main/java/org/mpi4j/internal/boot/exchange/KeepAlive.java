package org.mpi4j.internal.boot.exchange;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import jdk.net.ExtendedSocketOptions;

/** Lets the kernel find out that the other end's host has gone without a word. Stateless. */
final class KeepAlive {
    private static final int PROBES = 4;

    private KeepAlive() {}

    static void set(Socket socket, int silenceSeconds) throws IOException {
        int probeSeconds = Math.max(1, silenceSeconds / (2 * PROBES));
        set(socket, StandardSocketOptions.SO_KEEPALIVE, true);
        set(socket, StandardSocketOptions.TCP_NODELAY, true);
        set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, Math.max(1, silenceSeconds - PROBES * probeSeconds));
        set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, probeSeconds);
        set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
    }

    private static <T> void set(Socket socket, SocketOption<T> option, T value) throws IOException {
        if (socket.supportedOptions().contains(option)) {
            socket.setOption(option, value);
        }
    }
}
