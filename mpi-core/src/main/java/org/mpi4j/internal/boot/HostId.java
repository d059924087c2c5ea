package org.mpi4j.internal.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which host a process runs on: ranks with equal ones can share memory. Containers of one machine share the boot id and differ in
 * their names. Immutable.
 *
 * @param name the host's own name
 * @param bootId the kernel's name for this run of it; empty if it has none
 */
public record HostId(String name, String bootId) {
    private static final Path KERNEL = Path.of("/proc/sys/kernel");

    /** Reads the kernel's files; asking the JDK for the name may ask a name server, and costs 18 ms when it does not. */
    public static HostId ofThisProcess() {
        String name = kernel("hostname");
        return new HostId(name.isEmpty() ? nameFromJdk() : name, kernel("random/boot_id"));
    }

    /** @throws IllegalArgumentException if {@link #toString} did not make {@code text} */
    public static HostId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not a host id: " + text);
        }
        return new HostId(text.substring(0, slash), text.substring(slash + 1));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return name + "/" + bootId;
    }

    private static String kernel(String file) {
        try {
            return Files.readString(KERNEL.resolve(file)).strip();
        } catch (IOException _) {
            return "";
        }
    }

    private static String nameFromJdk() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "localhost";
        }
    }
}
