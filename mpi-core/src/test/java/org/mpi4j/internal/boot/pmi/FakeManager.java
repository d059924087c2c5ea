package org.mpi4j.internal.boot.pmi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Plays the process manager's side of a transcript over TCP: lines that begin with {@code >} are what the client must say, those with
 * {@code <} what it gets. Counted texts are written with their six characters of length; {@code |} ends a line.
 */
final class FakeManager implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<Void> played = new CompletableFuture<>();

    FakeManager(List<String> transcript) throws IOException {
        Thread.ofPlatform().daemon().start(() -> play(transcript));
    }

    Socket connect() throws IOException {
        return new Socket(listener.getInetAddress(), listener.getLocalPort());
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Waits until the whole transcript has been played; fails as the client departed from it. */
    void await() throws Exception {
        played.get();
    }

    private void play(List<String> transcript) {
        try (Socket socket = listener.accept()) {
            for (String step : transcript) {
                byte[] text = step.substring(1).replace('|', '\n').getBytes(java.nio.charset.StandardCharsets.UTF_8);
                if (step.charAt(0) == '<') {
                    socket.getOutputStream().write(text);
                    continue;
                }
                String said = new String(socket.getInputStream().readNBytes(text.length), java.nio.charset.StandardCharsets.UTF_8);
                if (!said.equals(step.substring(1).replace('|', '\n'))) {
                    throw new IOException("wanted '" + step.substring(1) + "' and the client said '" + said + "'");
                }
            }
            played.complete(null);
        } catch (IOException | RuntimeException e) {
            played.completeExceptionally(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
