package org.mpi4j.internal.boot;

import java.nio.charset.StandardCharsets;

/**
 * What a rank says first: where it runs. Immutable.
 *
 * @param hostKey equal for ranks of one host only
 * @param hostName the host's name, for people
 * @param sharesMemory whether it may use shared memory
 * @param cores how many cores it may run on
 */
record StartCard(String hostKey, String hostName, boolean sharesMemory, int cores) {
    byte[] toBytes() {
        return String.join("\n", hostKey, hostName, Boolean.toString(sharesMemory), Integer.toString(cores)).getBytes(StandardCharsets.UTF_8);
    }

    static StartCard of(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        return new StartCard(parts[0], parts[1], Boolean.parseBoolean(parts[2]), Integer.parseInt(parts[3]));
    }
}
