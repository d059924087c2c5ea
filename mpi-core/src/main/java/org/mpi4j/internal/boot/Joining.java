package org.mpi4j.internal.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mpi4j.MpiException;
import org.mpi4j.internal.boot.exchange.ExchangeClient;
import org.mpi4j.internal.boot.exchange.ExchangeListener;
import org.mpi4j.internal.boot.exchange.ExchangeOwner;
import org.mpi4j.internal.boot.exchange.ExchangeServer;
import org.mpi4j.internal.boot.exchange.JoinLimits;
import org.mpi4j.internal.boot.exchange.Member;
import org.mpi4j.internal.boot.exchange.SecretSource;
import org.mpi4j.internal.boot.pmi.Pmi;
import org.mpi4j.internal.net.Address;
import org.mpi4j.internal.net.HostPort;
import org.mpi4j.internal.net.LocalAddresses;
import org.mpi4j.internal.net.Networks;
import org.mpi4j.internal.net.Ports;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/** What is the same however a process finds its job. Immutable. */
record Joining(HostId host, Settings settings, ExchangeListener listener) {

    /** @param server where rank 0 serves the exchange, for messages */
    Member member(int rank, int size, String job, SecretSource secret, String server) {
        return new Member(job, rank, size, secret, host.name(), 0, server, silenceSeconds());
    }

    /** How rank 0 serves the exchange where no launcher of ours does: it tells all when one is lost. */
    ExchangeServer.Plan plan(String job, int size, byte[] secret) {
        long joinLimitNanos = settings.nanos(Setting.BOOT_TIMEOUT);
        return new ExchangeServer.Plan(job, size, secret, ExchangeServer.OnLoss.END_JOB, joinLimitNanos, silenceSeconds(), settings.nanos(Setting.HANG_TIMEOUT));
    }

    /** Rank 0, which serves, says what all ranks do where the job hangs. */
    ExchangeOwner owner() {
        return new ExchangeOwner() {
            @Override
            public void hung(List<String> lines) {
                System.err.println("mpi4j: the job hangs; what its ranks do:\n" + String.join("\n", lines));
            }
        };
    }

    /** @param isServerUp whether the exchange has been served before this process was told where */
    ExchangeJob join(Member member, List<HostPort> candidates, boolean isServerUp, @Nullable ExchangeServer server, @Nullable Pmi manager) {
        try {
            JoinLimits limits = new JoinLimits(settings.nanos(Setting.BOOT_TIMEOUT), settings.nanos(Setting.TCP_CONNECT_TIMEOUT), isServerUp);
            return new ExchangeJob(member, ExchangeClient.join(member, candidates, limits, listener), server, manager);
        } catch (MpiException e) {
            if (server != null) {
                server.close();
            }
            throw e;
        }
    }

    /** The interfaces and networks that the job may use. @throws IOException if the setting names none */
    Networks networks() throws IOException {
        try {
            return Networks.parse(settings.get(Setting.TCP_INTERFACES));
        } catch (IllegalArgumentException e) {
            throw new IOException("setting mpi4j.tcp.interfaces: " + e.getMessage(), e);
        }
    }

    /** Where the process that serves the exchange finds itself. */
    HostPort own(List<Address> published, int port) throws IOException {
        return new HostPort(networks().isAll() ? InetAddress.getLoopbackAddress().getHostAddress() : LocalAddresses.routable(published).getFirst(), port);
    }

    /** Where it may listen. @throws IOException if the setting is no range */
    Ports ports() throws IOException {
        try {
            return Ports.parse(settings.get(Setting.TCP_PORTS));
        } catch (IllegalArgumentException e) {
            throw new IOException("setting mpi4j.tcp.ports: " + e.getMessage(), e);
        }
    }

    int silenceSeconds() {
        return Math.clamp(TimeUnit.NANOSECONDS.toSeconds(settings.nanos(Setting.BOOT_SILENCE)), 2, 3600);
    }
}
