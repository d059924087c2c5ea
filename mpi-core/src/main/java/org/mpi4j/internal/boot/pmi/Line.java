package org.mpi4j.internal.boot.pmi;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The bytes to and from the process manager: lines (PMI-1), or texts after their length (PMI-2). Confined to one thread at a time. */
final class Line implements Closeable {
    private static final int LENGTH_CHARS = 6;
    private static final int MAX_CHARS = 1 << 16;

    private final InputStream in;
    private final OutputStream out;

    Line(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    void sendLine(String text) throws IOException {
        send(text + "\n");
    }

    void sendCounted(String text) throws IOException {
        String length = Integer.toString(text.getBytes(StandardCharsets.UTF_8).length);
        if (length.length() > LENGTH_CHARS) {
            throw new IOException("a PMI-2 message is too long, chars=" + text.length());
        }
        send(" ".repeat(LENGTH_CHARS - length.length()) + length + text);
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    String receiveLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (char c = receiveChar(); c != '\n'; c = receiveChar()) {
            line.append(c);
            if (line.length() > MAX_CHARS) {
                throw new IOException("an endless line from the process manager");
            }
        }
        return line.toString();
    }

    String receiveCounted() throws IOException {
        String length = new String(receive(LENGTH_CHARS), StandardCharsets.UTF_8).strip();
        int count;
        try {
            count = Integer.parseInt(length);
        } catch (NumberFormatException _) {
            throw new IOException("the process manager sent no length but '" + length + "'");
        }
        if (count < 0 || count > MAX_CHARS) {
            throw new IOException("the process manager sent too much, length=" + count);
        }
        return new String(receive(count), StandardCharsets.UTF_8);
    }

    private byte[] receive(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the process manager has closed the line");
        }
        return bytes;
    }

    private char receiveChar() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new EOFException("the process manager has closed the line");
        }
        return (char) c;
    }

    @Override
    public void close() throws IOException {
        try (in;
                out) {
            out.flush();
        }
    }
}
