package org.mpi4j.internal.boot;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mpi4j.MpiException;
import org.mpi4j.internal.boot.exchange.Candidate;
import org.mpi4j.internal.boot.exchange.ExchangeClient;
import org.mpi4j.internal.boot.exchange.ExchangeListener;
import org.mpi4j.internal.boot.exchange.ExchangeOwner;
import org.mpi4j.internal.boot.exchange.ExchangeServer;
import org.mpi4j.internal.boot.exchange.Member;
import org.mpi4j.internal.boot.pmi.Pmi;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/** What is the same however a process finds its job. Immutable. */
record Joining(HostId host, Settings settings, ExchangeListener listener) {

    Member member(int rank, int size, String job, byte[] secret) {
        return new Member(job, rank, size, secret, host.name(), "rank 0", silenceSeconds());
    }

    /** How rank 0 serves the exchange where no launcher of ours does: it tells all when one is lost. */
    ExchangeServer.Plan plan(String job, int size, byte[] secret) {
        long joinLimitNanos = settings.nanos(Setting.BOOT_TIMEOUT);
        return new ExchangeServer.Plan(job, size, secret, ExchangeServer.OnLoss.END_JOB, joinLimitNanos, silenceSeconds());
    }

    ExchangeOwner owner() {
        return new ExchangeOwner() {};
    }

    ExchangeJob join(Member member, List<Candidate> candidates, @Nullable ExchangeServer server, @Nullable Pmi manager) {
        try {
            long limitNanos = settings.nanos(Setting.BOOT_TIMEOUT);
            return new ExchangeJob(member, ExchangeClient.join(member, candidates, limitNanos, listener), server, manager);
        } catch (MpiException e) {
            if (server != null) {
                server.close();
            }
            throw e;
        }
    }

    int silenceSeconds() {
        return Math.clamp(TimeUnit.NANOSECONDS.toSeconds(settings.nanos(Setting.BOOT_SILENCE)), 2, 3600);
    }
}
