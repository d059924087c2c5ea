package org.mpi4j.internal.boot;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mpi4j.internal.boot.exchange.Candidate;
import org.mpi4j.internal.boot.exchange.ExchangeServer;
import org.mpi4j.internal.boot.slurm.PortRange;
import org.mpi4j.internal.boot.slurm.SlurmStep;
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
            for (int port : ports) {
                step.rank0Hosts().forEach(host -> candidates.add(new Candidate(host, port)));
            }
            return joining.join(joining.member(step.rank(), step.size(), step.name(), secret), candidates, null, null);
        }
        ExchangeServer server = serve(joining.plan(step.name(), step.size(), secret), ports, joining);
        List<Candidate> local = List.of(new Candidate("127.0.0.1", server.port()));
        return joining.join(joining.member(0, step.size(), step.name(), secret), local, server, null);
    }

    private static ExchangeServer serve(ExchangeServer.Plan plan, List<Integer> ports, Joining joining) throws IOException {
        for (int port : ports) {
            try {
                return ExchangeServer.start(plan, joining.owner(), new InetSocketAddress(port));
            } catch (BindException _) {
                // taken: the next
            }
        }
        throw new IOException("all ports of this step are taken (mpi4j.slurm.ports), first=" + ports.getFirst() + " last=" + ports.getLast());
    }
}
