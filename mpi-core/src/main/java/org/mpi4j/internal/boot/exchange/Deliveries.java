package org.mpi4j.internal.boot.exchange;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How far what was sent has been delivered, connection by connection, as the kernel knows it at one time: the tables in {@code /proc/net}. Where there
 * are none (not Linux) all counts as delivered. Immutable.
 */
final class Deliveries {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String MAPPED = "0000000000000000FFFF0000";
    private static final String RETRANSMITTING = "01";
    private static final int ENDS = 1;
    private static final int QUEUES = 4;
    private static final int TIMER = 5;
    private static final int RETRANSMITS = 6;

    /** Of what was sent over a connection. */
    enum Delivery {
        /** The other end's host has got all. */
        ALL,
        /** Some is on its way, or waits until the other end's process reads. */
        ON_ITS_WAY,
        /** Some has been sent again, since the other end's host has not acknowledged it: the host is slow, or has gone. */
        SENT_AGAIN
    }

    private final Map<String, Delivery> undelivered = new HashMap<>();

    /** @param lines of the kernel's tables, headings among them */
    Deliveries(List<String> lines) {
        for (String line : lines) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields.length > RETRANSMITS && !fields[QUEUES].startsWith("00000000:")) {
                add(fields);
            }
        }
    }

    /** As it is now. */
    static Deliveries now() {
        return new Deliveries(TABLES.stream().flatMap(table -> linesOf(table).stream()).toList());
    }

    private static List<String> linesOf(Path table) {
        try {
            return Files.readAllLines(table, StandardCharsets.US_ASCII);
        } catch (IOException _) {
            return List.of();
        }
    }

    private void add(String[] fields) {
        boolean again = fields[TIMER].startsWith(RETRANSMITTING + ":") && !fields[RETRANSMITS].equals("00000000");
        undelivered.put(ends(fields[ENDS], fields[ENDS + 1]), again ? Delivery.SENT_AGAIN : Delivery.ON_ITS_WAY);
    }

    private static String ends(String local, String remote) {
        String shorter = remote.startsWith(MAPPED) ? remote.substring(MAPPED.length()) : remote;
        return local.substring(local.indexOf(':') + 1) + " " + shorter;
    }

    Delivery of(int localPort, InetSocketAddress remote) {
        String ends = String.format(Locale.ROOT, "%04X %s:%04X", localPort, words(remote.getAddress()), remote.getPort());
        return undelivered.getOrDefault(ends, Delivery.ALL);
    }

    /** An address as the kernel prints it: words of four bytes, in the byte order of this machine. */
    private static String words(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress()).order(ByteOrder.nativeOrder());
        StringBuilder words = new StringBuilder();
        while (bytes.hasRemaining()) {
            words.append(String.format(Locale.ROOT, "%08X", bytes.getInt()));
        }
        return words.toString();
    }
}
