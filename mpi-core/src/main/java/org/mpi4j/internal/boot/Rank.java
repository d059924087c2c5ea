package org.mpi4j.internal.boot;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buffering;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.GeneralizedRequest;
import org.mpi4j.Mpi;
import org.mpi4j.MpiException;
import org.mpi4j.Request;
import org.mpi4j.ThreadLevel;
import org.mpi4j.internal.comm.BsendBuffer;
import org.mpi4j.internal.comm.Contexts;
import org.mpi4j.internal.comm.ErrorCodes;
import org.mpi4j.internal.comm.GeneralizedOperation;
import org.mpi4j.internal.comm.IntraComm;
import org.mpi4j.internal.comm.ProcessBuffer;
import org.mpi4j.internal.comm.RankProcess;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.progress.Progress;
import org.mpi4j.internal.pt2pt.Engine;
import org.mpi4j.internal.settings.Settings;
import org.mpi4j.spi.Transport;

/** One rank: its engine, its transports, its world. Thread-safe. */
final class Rank extends RankEnvironment implements Mpi {
    private static final long FLUSH_LIMIT_NANOS = 30_000_000_000L;

    /** What ties a rank to the others, beside messages. */
    interface Ties {
        /**
         * This rank has finalised: calls {@link Rank#release} when no other rank sends to it any more. A connection that is closed
         * while its other end still sends is reset, and what this end sent last may be lost with it.
         */
        void goodbye(Rank rank);

        /** Ends the whole job; does not return. */
        void abort(int code, String reason);
    }

    private final Engine engine;
    private final Progress progress;
    private final List<Transport> transports;
    private final Routes routes;
    private final Settings settings;
    private final Ties ties;
    private final ThreadLevel threadLevel;
    private final String host;
    private final RankProcess process;
    private final IntraComm world;
    private final IntraComm self;
    private final Buffering buffering;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean released = new AtomicBoolean();

    Rank(RankParts parts, Ties ties, ThreadLevel threadLevel) {
        this.engine = parts.engine();
        this.progress = parts.engine().progress();
        this.transports = parts.transports();
        this.routes = parts.routes();
        this.settings = parts.settings();
        this.ties = ties;
        this.threadLevel = threadLevel;
        this.host = parts.hostName();
        engine.setLinks(routes);
        transports.forEach(t -> progress.addSource(new TransportSource(t)));
        progress.addSource(engine);
        IntConsumer abort = this::abort;
        RankProcess process = new RankProcess(
                parts.rank(),
                parts.size(),
                parts.hosts(),
                parts.coreShares(),
                host,
                engine,
                settings,
                new Contexts(),
                new ErrorCodes(),
                new BsendBuffer(progress),
                abort);
        this.process = process;
        this.world = IntraComm.world(process);
        this.self = IntraComm.self(process);
        this.buffering = new ProcessBuffer(self);
    }

    @Override
    RankProcess process() {
        return process;
    }

    @Override
    public Comm world() {
        return world;
    }

    @Override
    public Comm self() {
        return self;
    }

    @Override
    public String processorName() {
        return host;
    }

    @Override
    public double wtime() {
        return System.nanoTime() * wtick();
    }

    @Override
    public double wtick() {
        return 1e-9;
    }

    @Override
    public ThreadLevel threadLevel() {
        return threadLevel;
    }

    @Override
    public GeneralizedRequest grequestStart(GeneralizedRequest.Functions functions) {
        return new GeneralizedOperation(self, functions);
    }

    @Override
    public void attachBuffer(MemorySegment buffer) {
        buffering.attachBuffer(buffer);
    }

    @Override
    public void attachBuffer(long bytes) {
        buffering.attachBuffer(bytes);
    }

    @Override
    public MemorySegment detachBuffer() {
        return buffering.detachBuffer();
    }

    @Override
    public void flushBuffer() {
        buffering.flushBuffer();
    }

    @Override
    public Request iflushBuffer() {
        return buffering.iflushBuffer();
    }

    @Override
    public void abort(int code) {
        ties.abort(code, "abort(" + code + ") was called");
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    /** The settings in force. */
    Settings settings() {
        return settings;
    }

    /** The name of the transport that carries messages to a rank of the job. */
    @Nullable String transportTo(int peer) {
        return routes.transportTo(peer);
    }

    Progress progress() {
        return progress;
    }

    /**
     * Leaves the job once all ranks want to. When it is called because an exception is on its way out, this rank only lets go: the
     * others must not wait for a rank that failed, and the exception must not wait for them.
     */
    @Override
    public void close() {
        if (Unwinding.isCallerUnwinding(Rank.class)) {
            return;
        }
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        MpiException attributes = deleteAttrs();
        world.barrier();
        if (!progress.drain(this::isFlushed, FLUSH_LIMIT_NANOS) && progress.poison() == null) {
            throw new MpiException(ErrorClass.OTHER, "close: messages could not be sent within limitSeconds=30, rank=" + world.rank() + " host=" + host);
        }
        progress.leave();
        ties.goodbye(this);
        if (attributes != null) {
            throw attributes;
        }
    }

    /** Deletes what is kept at this rank's own communicator, then at the world; returns what a callback failed with, which must not keep others waiting. */
    private @Nullable MpiException deleteAttrs() {
        MpiException failed = null;
        for (IntraComm comm : List.of(self, world)) {
            try {
                comm.deleteAttrs("close");
            } catch (MpiException e) {
                failed = failed == null ? e : failed;
            }
        }
        return failed;
    }

    private boolean isFlushed() {
        return engine.isIdle() && transports.stream().allMatch(Transport::flushed);
    }

    /** Gives back what this rank holds, once; what still waits is told. */
    void release() {
        closed.set(true);
        if (!released.compareAndSet(false, true)) {
            return;
        }
        progress.stop(new Failure(ErrorClass.OTHER, "the process has left its job: rank=" + world.rank() + " host=" + host));
        progress.enter();
        try {
            for (Transport transport : transports) {
                transport.close();
            }
        } catch (IOException e) {
            throw new MpiException(ErrorClass.OTHER, "close: a transport could not be closed: " + e.getMessage(), e);
        } finally {
            progress.exit();
            progress.close();
        }
    }
}
