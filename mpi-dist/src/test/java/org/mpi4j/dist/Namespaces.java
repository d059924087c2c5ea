package org.mpi4j.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mpi4j.dist.Started.Result;

/**
 * Hosts of a test's own: network namespaces with a host name each, joined as the test says, which share files and nothing else. Needs root.
 * Confined to the test's thread; closing takes them away.
 */
final class Namespaces implements AutoCloseable {
    private static final String IP = "/usr/sbin/ip";

    private final String prefix = "m4j" + ProcessHandle.current().pid() % 10_000;
    private final List<String> hosts = new ArrayList<>();
    private final Path ssh;

    /** @param folder where the command that leads to a host is put */
    Namespaces(Path folder, String... names) throws IOException, InterruptedException {
        ssh = Files.writeString(folder.resolve("lead"), """
                #!/bin/sh
                host=$1
                shift
                exec nsenter --net=/run/netns/$host unshare -u sh -c 'hostname "$0"; exec sh -c "$1"' "$host" "$*"
                """);
        if (!ssh.toFile().setExecutable(true)) {
            throw new IOException("cannot be made executable: " + ssh);
        }
        for (String name : names) {
            hosts.add(name(name));
            ip("netns add " + name(name));
            ip("-n " + name(name) + " link set lo up");
        }
    }

    /** The name by which jrun knows a host. */
    String name(String host) {
        return prefix + host;
    }

    /** A cable between two hosts, with an address at either end. */
    void cable(String one, String interfaceOfOne, String addressOfOne, String other, String interfaceOfOther, String addressOfOther)
            throws IOException, InterruptedException {
        ip("link add " + interfaceOfOne + " netns " + name(one) + " type veth peer name " + interfaceOfOther + " netns " + name(other));
        up(one, interfaceOfOne, addressOfOne);
        up(other, interfaceOfOther, addressOfOther);
        awaitRunning(one, interfaceOfOne);
        awaitRunning(other, interfaceOfOther);
    }

    /** The kernel may take a second to call a link up whose both ends are: until then no process takes its addresses for its host's. */
    private void awaitRunning(String host, String interfaceName) throws IOException, InterruptedException {
        Command state = Command.of((IP + " -n " + name(host) + " -br link show " + interfaceName).split(" ", -1));
        for (int tries = 0; !state.run().stdout().matches("(?s)\\S+\\s+UP\\s.*"); tries++) {
            if (tries > 500) {
                throw new IOException(interfaceName + " of " + host + " does not come up: " + state.run().stdout());
            }
            Thread.sleep(10);
        }
    }

    /** An interface that leads nowhere, though it is up: a bridge whose one port nobody is behind. */
    void deadBridge(String host, String name, String address) throws Exception {
        String on = "-n " + name(host) + " link ";
        ip(on + "add " + name + " type bridge");
        cableToNobody(host, name + "p");
        ip(on + "set " + name + "p master " + name + " up");
        up(host, name, address);
        Command state = Command.of((IP + " -n " + name(host) + " -br link show " + name).split(" ", -1));
        Soon.await(name + " is up", Soon.seconds(2), () -> state.run().stdout().contains("LOWER_UP"));
    }

    /** An interface all of whose packets for {@code gone} are dropped without a word. */
    void blackHole(String host, String name, String address, String gone) throws IOException, InterruptedException {
        cableToNobody(host, name);
        up(host, name, address);
        dropTo(host, name, gone);
    }

    private void cableToNobody(String host, String name) throws IOException, InterruptedException {
        ip("-n " + name(host) + " link add " + name + " type veth peer name " + name + "q");
        ip("-n " + name(host) + " link set " + name + "q up");
    }

    /** From now on what the host sends to the address by this interface reaches nobody. */
    void dropTo(String host, String interfaceName, String address) throws IOException, InterruptedException {
        ip("-n " + name(host) + " neigh replace " + address + " lladdr 02:00:00:00:00:99 nud permanent dev " + interfaceName);
    }

    private void up(String host, String interfaceName, String address) throws IOException, InterruptedException {
        ip("-n " + name(host) + " addr add " + address + " dev " + interfaceName + (address.contains(":") ? " nodad" : ""));
        ip("-n " + name(host) + " link set " + interfaceName + " up");
    }

    private static void ip(String arguments) throws IOException, InterruptedException {
        Result result = Command.of((IP + " " + arguments).split(" ", -1)).run();
        if (result.code() != 0) {
            throw new IOException("ip " + arguments + ": " + result.stderr());
        }
    }

    /** A command on one of the hosts. */
    Command on(String host, String... command) {
        List<String> line = new ArrayList<>(
                List.of("nsenter", "--net=/run/netns/" + name(host), "unshare", "-u", "sh", "-c", "hostname \"$0\"; exec \"$@\"", name(host)));
        line.addAll(List.of(command));
        return Command.of(line.toArray(String[]::new));
    }

    /** jrun on one of the hosts, for which the others are a login away. */
    Command jrun(String host, String... arguments) {
        List<String> line = new ArrayList<>(List.of(Command.home().resolve("bin/jrun").toString(), "--ssh", ssh.toString()));
        line.addAll(List.of(arguments));
        return on(host, line.toArray(String[]::new));
    }

    /** jrun's doctor on one of the hosts. */
    Command doctor(String host, String... arguments) {
        List<String> line = new ArrayList<>(List.of(Command.home().resolve("bin/jrun").toString(), "doctor", "--ssh", ssh.toString()));
        line.addAll(List.of(arguments));
        return on(host, line.toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        try {
            for (String host : hosts) {
                ip("netns del " + host);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
