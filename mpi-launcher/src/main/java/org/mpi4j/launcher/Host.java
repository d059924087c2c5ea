package org.mpi4j.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Facts about this host. Stateless. */
final class Host {
    private Host() {}

    /** Whether a name, as a user gives it, is this host's. */
    static boolean isThis(String host) {
        String name = name();
        if (host.equalsIgnoreCase(name) || host.equals("localhost") || host.equalsIgnoreCase(name.replaceFirst("\\..*", ""))) {
            return true;
        }
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getByName(host)) != null;
        } catch (IOException _) {
            return false; // ssh, which may know better, will say so
        }
    }

    /** Its name; the kernel's rather than the resolver's, which may take seconds. */
    static String name() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException _) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException _) {
                return "localhost";
            }
        }
    }
}
