package org.mpi4j.launcher;

import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the files that a launcher's {@link Shipment} sends over standard input, and reads no byte beyond them: what follows is for the
 * agent. It is the first of mpi4j that a host gets, so it is one class that needs no other. Confined to the main thread.
 */
final class Unpack {
    /** The exit code when files cannot be written; a JVM that is too old for this class has another one. */
    static final int FAILED = 3;

    private static final int BUFFER_BYTES = 64 << 10;

    private Unpack() {}

    /** Writes into the folder that the first argument names. */
    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String... args) {
        try {
            unpack(new DataInputStream(new FileInputStream(FileDescriptor.in)), Path.of(args[0]));
        } catch (IOException e) {
            System.err.println("cannot unpack what jrun has sent: " + e);
            Runtime.getRuntime().halt(FAILED);
        }
    }

    static void unpack(DataInputStream from, Path folder) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (String name = from.readUTF(); !name.isEmpty(); name = from.readUTF()) {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder)) {
                throw new IOException("outside the folder: name=" + name);
            }
            Files.createDirectories(folder.resolve(name).getParent());
            long left = from.readLong();
            boolean isProgram = from.readBoolean();
            try (OutputStream to = Files.newOutputStream(file)) {
                while (left > 0) {
                    int n = from.read(buffer, 0, (int) Math.min(left, buffer.length));
                    if (n < 0) {
                        throw new IOException("cut off: name=" + name + " missingBytes=" + left);
                    }
                    to.write(buffer, 0, n);
                    left -= n;
                }
            }
            if (isProgram && !file.toFile().setExecutable(true)) {
                throw new IOException("cannot be made executable: name=" + name);
            }
        }
    }
}
