package org.mpi4j.internal.boot;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.boot.exchange.ExchangeClient;
import org.mpi4j.internal.boot.exchange.ExchangeServer;
import org.mpi4j.internal.boot.exchange.Member;
import org.mpi4j.internal.boot.pmi.Pmi;

/** A job of several processes: an exchange, and what stands behind it. Thread-safe. */
final class ExchangeJob implements Job {
    private final Member member;
    private final ExchangeClient client;
    private final @Nullable ExchangeServer server;
    private final AtomicReference<@Nullable Pmi> manager;

    /**
     * @param server the exchange's server, if this rank runs it
     * @param manager the process manager, if it speaks PMI
     */
    ExchangeJob(Member member, ExchangeClient client, @Nullable ExchangeServer server, @Nullable Pmi manager) {
        this.member = member;
        this.client = client;
        this.server = server;
        this.manager = new AtomicReference<>(manager);
    }

    @Override
    public int rank() {
        return member.rank();
    }

    @Override
    public int size() {
        return member.size();
    }

    @Override
    public String id() {
        return member.job();
    }

    @Override
    public byte[] secret() {
        return client.secret();
    }

    @Override
    public List<byte[]> allgather(byte[] mine) {
        return client.allgather(mine);
    }

    @Override
    public void fence() {
        client.fence();
    }

    @Override
    public void abort(int code, String reason) {
        client.abort(code, reason);
        Pmi told = manager.get();
        if (told != null) {
            try {
                told.abort(code, reason);
            } catch (IOException _) {
                // the other ranks know already
            }
        }
    }

    @Override
    public void goodbye(boolean together) {
        client.goodbye();
        if (server != null && together) {
            try {
                server.awaitAllGone(Long.MAX_VALUE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        Pmi told = manager.getAndSet(null); // it is told once: a process that has finalised may end, or return without its manager
        if (told != null) {
            try {
                told.close();
            } catch (IOException _) {
                // the process manager is gone: nobody to tell
            }
        }
    }

    @Override
    public void comeBack() {
        client.comeBack();
    }

    @Override
    public long waitsNanos() {
        long sinceNanos = client.waitsSinceNanos();
        return sinceNanos == 0 ? -1 : System.nanoTime() - sinceNanos;
    }

    @Override
    public void processEnds() {
        client.processEnds();
    }

    @Override
    public void close() {
        client.close();
        if (server != null) {
            server.close();
        }
    }
}
