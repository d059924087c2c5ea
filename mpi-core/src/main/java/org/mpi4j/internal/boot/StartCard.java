package org.mpi4j.internal.boot;

import java.nio.charset.StandardCharsets;

/**
 * What a rank says first: where it runs, and what it has made for the others of its host. Immutable.
 *
 * @param hostKey equal for ranks of one host only
 * @param hostName the host's name, for people
 * @param sharesMemory whether it may use shared memory
 * @param cores how many cores it may run on
 * @param inboxes for how many ranks of its host it has tried to make the segment already; 0 if it has not
 * @param segment the segment's path; empty if there is none
 */
record StartCard(String hostKey, String hostName, boolean sharesMemory, int cores, int inboxes, String segment) {
    byte[] toBytes() {
        String text = String.join(
                "\n", hostKey, hostName, Boolean.toString(sharesMemory), Integer.toString(cores), Integer.toString(inboxes), segment);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static StartCard of(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 6);
        return new StartCard(parts[0], parts[1], Boolean.parseBoolean(parts[2]), Integer.parseInt(parts[3]), Integer.parseInt(parts[4]), parts[5]);
    }
}
