package org.mpi4j.internal.boot.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * What comes over a socket. Once it is {@link #watch watched}, a read waits as long as the other end's host lives, and ends with an exception when that
 * has gone, also while something was on its way to it. Confined to the thread that reads.
 */
final class WatchedInput extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private final int silenceSeconds;
    private final Outstanding outstanding;
    private boolean watching;

    WatchedInput(Socket socket, int silenceSeconds) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.silenceSeconds = silenceSeconds;
        this.outstanding = new Outstanding(silenceSeconds);
    }

    /** Told of what is sent over this socket. */
    Outstanding outstanding() {
        return outstanding;
    }

    /** From now on the socket's time-out is this stream's own affair. */
    void watch() throws IOException {
        watching = true;
        socket.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(Outstanding.periodNanos(silenceSeconds)));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (true) {
            try {
                return in.read(bytes, offset, length);
            } catch (SocketTimeoutException e) {
                if (!watching) {
                    throw e;
                }
                requireHost();
            }
        }
    }

    private void requireHost() throws IOException {
        InetSocketAddress remote = new InetSocketAddress(socket.getInetAddress(), socket.getPort());
        if (outstanding.takeSome() && outstanding.isLost(Deliveries.now(), socket.getLocalPort(), remote, System.nanoTime())) {
            throw new IOException("its host has not answered within mpi4j.boot.silence=" + silenceSeconds + "s");
        }
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }
}
