package org.mpi4j.internal.transport.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What names this process's network stack: equal for processes that share a loopback interface. Stateless. */
final class NetworkStack {
    private NetworkStack() {}

    /** A digest of host name, boot and, on Linux, the network namespace. */
    static byte[] identity() {
        String text = hostName() + '\n' + read("/proc/sys/kernel/random/boot_id") + '\n' + namespace();
        return ByteBuffer.allocate(Card.HOST_BYTES).putLong(digest(text, 0xCBF2_9CE4_8422_2325L)).putLong(digest(text, 1)).array();
    }

    static String hostName() {
        return read("/proc/sys/kernel/hostname");
    }

    /** FNV-1a: no secret is involved, and the JDK's digests take long to load. */
    private static long digest(String text, long seed) {
        long hash = seed;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100_0000_01B3L;
        }
        return hash;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException _) {
            String name = System.getenv("HOSTNAME");
            return name == null ? System.getenv().getOrDefault("COMPUTERNAME", "") : name;
        }
    }

    private static String namespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();
        } catch (IOException | UnsupportedOperationException _) {
            return "";
        }
    }
}
