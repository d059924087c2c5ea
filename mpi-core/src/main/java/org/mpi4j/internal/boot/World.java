package org.mpi4j.internal.boot;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buffering;
import org.mpi4j.Comm;
import org.mpi4j.ErrorHandler;
import org.mpi4j.GeneralizedRequest;
import org.mpi4j.Info;
import org.mpi4j.Mpi;
import org.mpi4j.MpiException;
import org.mpi4j.Request;
import org.mpi4j.Session;
import org.mpi4j.ThreadLevel;
import org.mpi4j.internal.comm.GeneralizedOperation;
import org.mpi4j.internal.comm.Instance;
import org.mpi4j.internal.comm.IntraComm;
import org.mpi4j.internal.comm.ProcessBuffer;
import org.mpi4j.internal.comm.RankProcess;

/** A rank's part in the world model, from one init to its close. Thread-safe. */
final class World extends RankEnvironment implements Mpi, Rank.Use {
    private final Rank rank;
    private final RankProcess process;
    private final ThreadLevel threadLevel;
    private final Thread main = Thread.currentThread();
    private final IntraComm world;
    private final IntraComm self;
    private final Buffering buffering;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param n how many worlds this rank has had before */
    World(Rank rank, RankProcess process, int n, ThreadLevel threadLevel) {
        this.rank = rank;
        this.process = process;
        this.threadLevel = threadLevel;
        this.world = IntraComm.world(process, n);
        this.self = IntraComm.self(process, n);
        this.buffering = new ProcessBuffer(self);
    }

    Rank rank() {
        return rank;
    }

    @Override
    RankProcess process() {
        return process;
    }

    @Override
    public Instance instance() {
        return process.instance();
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
    public Session initSession(Info info, ErrorHandler errorHandler) {
        return rank.openSession(info, errorHandler);
    }

    @Override
    public int appnum() {
        return rank.appnum();
    }

    @Override
    public String processorName() {
        return process.host();
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
    public boolean isThreadMain() {
        return Thread.currentThread().equals(main);
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
        rank.abort(code);
    }

    @Override
    public boolean isClosed() {
        return closed.get() || instance().isEnded();
    }

    /**
     * Leaves the world once all ranks want to. When it is called because an exception is on its way out, a rank of several only lets go:
     * the others must not wait for a rank that failed, and the exception must not wait for them.
     */
    @Override
    public void close() {
        if (process.size() > 1 && Unwinding.isCallerUnwinding(World.class)) {
            return;
        }
        if (closed.compareAndSet(false, true) && !instance().isEnded()) {
            MpiException attributes = deleteAttrs();
            process.reportUnclosed();
            world.barrier();
            rank.close(this, true);
            if (attributes != null) {
                throw attributes;
            }
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
}
