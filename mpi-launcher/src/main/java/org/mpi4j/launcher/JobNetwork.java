package org.mpi4j.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mpi4j.internal.net.Address;
import org.mpi4j.internal.net.HostPort;
import org.mpi4j.internal.net.LocalAddresses;
import org.mpi4j.internal.net.Networks;
import org.mpi4j.internal.net.Ports;
import org.mpi4j.internal.settings.Setting;

/**
 * Where the exchange of a job listens, and where its ranks find it. Immutable.
 *
 * @param bound none: all addresses of this host
 * @param told by which other hosts may reach this one, the best first
 */
record JobNetwork(List<InetAddress> bound, List<String> told, Ports ports) {
    /** Of a job whose ranks are all on this host: nobody else can connect. */
    static JobNetwork ofThisHost(JobOptions options) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new JobNetwork(List.of(loopback), List.of(loopback.getHostAddress()), ports(options));
    }

    /** Of a job with ranks on other hosts. @throws UsageException if {@code --net} leaves this host without an address */
    static JobNetwork ofHosts(JobOptions options) throws UsageException {
        Networks networks = networks(options);
        List<Address> published;
        try {
            published = LocalAddresses.find().published(networks);
        } catch (IOException e) {
            throw new UsageException(1, Host.name() + ": " + e.getMessage());
        }
        return new JobNetwork(networks.bound(published), LocalAddresses.routable(published), ports(options));
    }

    /** As ranks read it. */
    String withPort(int port) {
        return told.stream().map(address -> new HostPort(address, port).toString()).collect(Collectors.joining(","));
    }

    /** Tells ranks which networks and ports are theirs. */
    static void putAll(JobOptions options, Map<String, String> environment) {
        if (!options.networks.isEmpty()) {
            environment.put(Setting.TCP_INTERFACES.variable(), String.join(",", options.networks));
        }
        String range = options.portRange;
        if (range != null) {
            Ports ports = Ports.parse(range);
            environment.put(Setting.TCP_PORTS.variable(), range);
            if (!ports.isAny()) {
                environment.put(Setting.SLURM_PORTS.variable(), ports.first() + "-" + ports.last());
            }
        }
    }

    /** @throws UsageException if the options, or what the environment says in their place, cannot be read */
    static void check(JobOptions options) throws UsageException {
        try {
            networks(options);
        } catch (IllegalArgumentException e) {
            throw new UsageException(UsageException.BAD_USAGE, "--net " + e.getMessage());
        }
        try {
            ports(options);
        } catch (IllegalArgumentException e) {
            throw new UsageException(UsageException.BAD_USAGE, "--port-range " + e.getMessage());
        }
    }

    private static Networks networks(JobOptions options) {
        return Networks.parse(options.networks.isEmpty() ? setting(Setting.TCP_INTERFACES) : String.join(",", options.networks));
    }

    /** At which ports what belongs to the job may listen. */
    static Ports ports(JobOptions options) {
        String range = options.portRange;
        return Ports.parse(range == null ? setting(Setting.TCP_PORTS) : range);
    }

    private static String setting(Setting setting) {
        return System.getenv().getOrDefault(setting.variable(), setting.defaultValue());
    }
}
