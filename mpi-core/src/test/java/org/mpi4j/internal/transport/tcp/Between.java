package org.mpi4j.internal.transport.tcp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Somebody between two ranks: passes on what they say, keeps it, and may change a byte of it. Takes one connection. Thread-safe. */
final class Between implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final ByteArrayOutputStream byConnector = new ByteArrayOutputStream();
    private final ByteArrayOutputStream byAcceptor = new ByteArrayOutputStream();
    private volatile boolean meddling;

    /** @param port of the rank that accepts */
    Between(int port) throws IOException {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Socket from = listener.accept();
                Socket to = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofPlatform().daemon().start(() -> pass(to, from, byAcceptor));
                pass(from, to, byConnector);
            } catch (IOException _) {
                // closed
            }
        });
    }

    private void pass(Socket from, Socket to, ByteArrayOutputStream heard) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[4096];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                heard.write(buffer, 0, count);
                if (meddling) {
                    buffer[count - 1] ^= 1;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException _) {
            // closed
        }
    }

    /** Where the rank that connects is to connect to. */
    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    }

    /** From now on changes a bit of all that it passes on. */
    void meddle() {
        meddling = true;
    }

    byte[] saidByConnector() {
        return byConnector.toByteArray();
    }

    byte[] saidByAcceptor() {
        return byAcceptor.toByteArray();
    }

    boolean hasHeard(String text) {
        return byConnector.toString(ISO_8859_1).contains(text) || byAcceptor.toString(ISO_8859_1).contains(text);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
