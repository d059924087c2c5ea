package org.mpi4j.launcher;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.mpi4j.internal.net.Listeners;
import org.mpi4j.internal.net.Ports;

/**
 * Both ends of a trial connection between two hosts: one answers pings and counts bytes for whoever knows the token, the other tries each address, and
 * measures at the first that answers. Thread-safe.
 *
 * @param port where it listens
 */
record DoctorEcho(int port) {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 5_000;
    private static final int PINGS = 100;
    private static final int PING_BYTES = 8;
    private static final int BLOCK_BYTES = 256 << 10;
    private static final long STREAM_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /**
     * Listens until this process ends.
     *
     * @param bound where; none: at all addresses of this host
     */
    static DoctorEcho start(List<InetAddress> bound, Ports ports, String token) throws IOException {
        Listeners listeners = Listeners.open(bound, ports, 64, 0);
        for (ServerSocketChannel channel : listeners.sockets()) {
            channel.configureBlocking(true);
            Thread.ofPlatform().daemon().name("doctor-echo").start(() -> serve(channel.socket(), token));
        }
        return new DoctorEcho(listeners.port());
    }

    private static void serve(ServerSocket listener, String token) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofPlatform().daemon().name("doctor-peer").start(() -> answer(socket, token));
            } catch (IOException _) {
                // that one is gone
            }
        }
    }

    private static void answer(Socket socket, String token) {
        try (socket) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] wanted = token.getBytes(StandardCharsets.US_ASCII);
            if (!Arrays.equals(in.readNBytes(wanted.length), wanted)) {
                return;
            }
            byte[] ping = new byte[PING_BYTES];
            for (int i = 0; i < PINGS; i++) {
                in.readFully(ping);
                out.write(ping);
            }
            byte[] block = new byte[BLOCK_BYTES];
            long bytes = 0;
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                bytes += n;
            }
            out.writeLong(bytes);
        } catch (IOException _) {
            // the other end tells
        }
    }

    /** What to report: {@code via}, {@code micros} and {@code megabytes} (a second) of the first address that answers, or why each has {@code failed}. */
    static Map<String, String> tryAll(List<String> addresses, int port, String token) {
        StringBuilder failed = new StringBuilder();
        for (String address : addresses) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
                return measure(socket, address, token);
            } catch (IOException e) {
                failed.append(failed.isEmpty() ? "" : "; ").append(address).append(": ").append(e.getMessage());
            }
        }
        return Map.of("failed", failed.toString());
    }

    private static Map<String, String> measure(Socket socket, String address, String token) throws IOException {
        socket.setSoTimeout(ANSWER_MILLIS);
        socket.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.write(token.getBytes(StandardCharsets.US_ASCII));
        long[] nanos = new long[PINGS];
        byte[] ping = new byte[PING_BYTES];
        for (int i = 0; i < PINGS; i++) {
            long startNanos = System.nanoTime();
            out.write(ping);
            in.readFully(ping);
            nanos[i] = System.nanoTime() - startNanos;
        }
        Arrays.sort(nanos);
        byte[] block = new byte[BLOCK_BYTES];
        long startNanos = System.nanoTime();
        while (System.nanoTime() - startNanos < STREAM_NANOS) {
            out.write(block);
        }
        socket.shutdownOutput();
        long bytes = in.readLong();
        long tookNanos = System.nanoTime() - startNanos;
        Map<String, String> measured = new LinkedHashMap<>();
        measured.put("via", address);
        measured.put("micros", Long.toString(Math.max(1, nanos[PINGS / 2] / 2_000)));
        measured.put("megabytes", Long.toString(bytes * 1_000 / Math.max(1, tookNanos)));
        return measured;
    }
}
