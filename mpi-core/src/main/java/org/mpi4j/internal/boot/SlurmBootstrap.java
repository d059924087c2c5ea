package org.mpi4j.internal.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mpi4j.internal.boot.exchange.Candidate;
import org.mpi4j.internal.boot.exchange.ExchangeServer;
import org.mpi4j.internal.boot.slurm.PortRange;
import org.mpi4j.internal.boot.slurm.SlurmStep;
import org.mpi4j.internal.net.Ports;
import org.mpi4j.internal.wire.Sha256;

/**
 * Under plain {@code srun}, rank 0 serves the exchange at a port that every rank can work out. Slurm gives the tasks of a step no
 * common secret, so that theirs keeps out strangers who have lost their way, not those of evil intent. Stateless.
 */
final class SlurmBootstrap {
    private SlurmBootstrap() {}

    static ExchangeJob join(SlurmStep step, PortRange range, String user, Joining joining) throws IOException {
        byte[] secret = Sha256.digest(String.join("/", "mpi4j", step.cluster(), step.name(), user).getBytes(StandardCharsets.UTF_8));
        List<Integer> ports = range.of(step.jobId(), step.stepId());
        if (step.rank() > 0) {
            List<Candidate> candidates = new ArrayList<>();
            List<String> addresses = step.rank0Hosts().stream().flatMap(host -> addresses(host).stream()).distinct().toList();
            for (int port : ports) {
                addresses.forEach(address -> candidates.add(new Candidate(address, port)));
            }
            String server = "rank 0 on host=" + String.join(",", step.rank0Hosts());
            return joining.join(joining.member(step.rank(), step.size(), step.name(), secret, server), candidates, false, null, null);
        }
        ExchangeServer server = serve(joining.plan(step.name(), step.size(), secret), ports, joining);
        List<Candidate> local = List.of(new Candidate(InetAddress.getLoopbackAddress().getHostAddress(), server.port()));
        return joining.join(joining.member(0, step.size(), step.name(), secret, "rank 0"), local, true, server, null);
    }

    /** At all addresses: nobody can tell the others by which of them the host's name leads here. */
    private static ExchangeServer serve(ExchangeServer.Plan plan, List<Integer> ports, Joining joining) throws IOException {
        Ports range = new Ports(ports.getFirst(), ports.getLast());
        try {
            return ExchangeServer.start(plan, joining.owner(), List.of(), range);
        } catch (IOException e) {
            throw new IOException("all ports of this step are taken (mpi4j.slurm.ports), ports=" + range, e);
        }
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
