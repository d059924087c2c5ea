package org.mpi4j.internal.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mpi4j.internal.boot.exchange.ExchangeOwner;
import org.mpi4j.internal.boot.exchange.ExchangeServer;
import org.mpi4j.internal.boot.exchange.Secret;
import org.mpi4j.internal.boot.exchange.SecretSource;
import org.mpi4j.internal.boot.slurm.PortRange;
import org.mpi4j.internal.boot.slurm.SlurmStep;
import org.mpi4j.internal.net.HostPort;
import org.mpi4j.internal.net.Listeners;
import org.mpi4j.internal.net.Ports;
import org.mpi4j.internal.wire.Sha256;

/**
 * Under plain {@code srun}, rank 0 serves the exchange at a port that every rank can work out, and makes its secret known by {@link SlurmSecret}.
 * Stateless.
 */
final class SlurmBootstrap {
    private SlurmBootstrap() {}

    static ExchangeJob join(SlurmStep step, PortRange range, String user, Joining joining) throws IOException {
        SlurmSecret shared = SlurmSecret.of(step.name(), joining);
        List<Integer> ports = range.of(step.jobId(), step.stepId());
        if (step.rank() > 0) {
            List<HostPort> candidates = new ArrayList<>();
            List<String> addresses = step.rank0Hosts().stream().flatMap(host -> addresses(host).stream()).distinct().toList();
            for (int port : ports) {
                addresses.forEach(address -> candidates.add(new HostPort(address, port)));
            }
            SecretSource source = shared.isWeak() ? SecretSource.known(weak(step, user)) : shared;
            String server = "rank 0 on host=" + String.join(",", step.rank0Hosts());
            return joining.join(joining.member(step.rank(), step.size(), step.name(), source, server), candidates, false, null, null);
        }
        byte[] secret = shared.isWeak() ? weak(step, user) : Secret.create();
        ExchangeServer server = serve(joining.plan(step.name(), step.size(), secret), ports, shared, joining.owner());
        List<HostPort> local = List.of(new HostPort(InetAddress.getLoopbackAddress().getHostAddress(), server.port()));
        return joining.join(joining.member(0, step.size(), step.name(), SecretSource.known(secret), "rank 0"), local, true, server, null);
    }

    /** Keeps out who has lost his way, not who means harm: all of it can be known. */
    private static byte[] weak(SlurmStep step, String user) {
        return Sha256.digest(String.join("/", "mpi4j", step.cluster(), step.name(), user).getBytes(StandardCharsets.UTF_8));
    }

    /** At all addresses: nobody can tell the others by which of them the host's name leads here. */
    private static ExchangeServer serve(ExchangeServer.Plan plan, List<Integer> ports, SlurmSecret shared, ExchangeOwner owner) throws IOException {
        Ports range = new Ports(ports.getFirst(), ports.getLast());
        Listeners listeners;
        try {
            listeners = Listeners.open(List.of(), range, ExchangeServer.backlog(plan), 0);
        } catch (IOException e) {
            throw new IOException("all ports of this step are taken (mpi4j.slurm.ports), ports=" + range, e);
        }
        return ExchangeServer.start(plan, shared.owner(plan.size()).and(owner), listeners, shared.seal(plan.secret()));
    }

    /** All that the name stands for; the name itself while it stands for nothing, to be looked up again with each try. */
    private static List<String> addresses(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).map(InetAddress::getHostAddress).toList();
        } catch (UnknownHostException _) {
            return List.of(host);
        }
    }
}
