package org.mpi4j.internal.boot;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buffering;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.ErrorCode;
import org.mpi4j.ErrorHandler;
import org.mpi4j.Group;
import org.mpi4j.Info;
import org.mpi4j.Intercomm;
import org.mpi4j.MpiException;
import org.mpi4j.Request;
import org.mpi4j.Session;
import org.mpi4j.internal.comm.FromGroup;
import org.mpi4j.internal.comm.Instance;
import org.mpi4j.internal.comm.IntraComm;
import org.mpi4j.internal.comm.ProcessBuffer;
import org.mpi4j.internal.comm.RankProcess;

/** A session of a rank. Thread-safe. */
final class RankSession implements Session, Rank.Use {
    private final Rank rank;
    private final RankProcess process;
    private final ProcessSets sets;
    private final Info info;
    private final IntraComm alone;
    private final Buffering buffering;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile ErrorHandler errorHandler;

    RankSession(Rank rank, RankProcess process, Info hints, ErrorHandler errorHandler) {
        this.rank = rank;
        this.process = process;
        this.sets = new ProcessSets(rank.parts());
        this.info = hints.dup().set("thread_level", "MPI_THREAD_MULTIPLE").set("mpi_memory_alloc_kinds", "mpi,system");
        this.errorHandler = errorHandler;
        this.alone = IntraComm.alone(process, "session");
        this.buffering = new ProcessBuffer(alone);
    }

    @Override
    public Instance instance() {
        return process.instance();
    }

    @Override
    public int numPsets() {
        return checked("numPsets", () -> sets.names().size());
    }

    @Override
    public String nthPset(int n) {
        return checked("nthPset", () -> {
            if (n < 0 || n >= sets.names().size()) {
                throw new MpiException(ErrorClass.ARG, "nthPset: no such process set: n=" + n + " numPsets=" + sets.names().size());
            }
            return sets.names().get(n);
        });
    }

    @Override
    public Info psetInfo(String psetName) {
        return checked("psetInfo", () -> Info.of("mpi_size", Integer.toString(sets.group("psetInfo", psetName).size())));
    }

    @Override
    public Group group(String psetName) {
        return checked("group", () -> sets.group("group", psetName));
    }

    @Override
    public Info info() {
        return checked("info", info::dup);
    }

    @Override
    public ErrorHandler errorHandler() {
        return errorHandler;
    }

    @Override
    public void setErrorHandler(ErrorHandler handler) {
        errorHandler = handler;
    }

    @Override
    public void callErrorHandler(MpiException error) {
        errorHandler.handle(alone, error);
    }

    @Override
    public void callErrorHandler(ErrorCode code) {
        String meaning = checked("callErrorHandler", () -> process.errorCodes().string(code));
        callErrorHandler(new MpiException(code, "callErrorHandler: " + meaning + ": code=" + code.value() + where()));
    }

    @Override
    public @Nullable Comm createCommFromGroup(Group group, String stringTag, Info hints, ErrorHandler handler) {
        return this.<@Nullable Comm>checked("createCommFromGroup", () -> FromGroup.create(process, group, stringTag, hints, handler));
    }

    @Override
    public Intercomm createIntercommFromGroups(
            Group localGroup, int localLeader, @Nullable Group remoteGroup, int remoteLeader, String stringTag, Info hints, ErrorHandler handler) {
        return checked(
                "createIntercommFromGroups",
                () -> FromGroup.createIntercomm(process, localGroup, localLeader, remoteGroup, remoteLeader, stringTag, hints, handler));
    }

    @Override
    public void attachBuffer(MemorySegment buffer) {
        checked("attachBuffer", () -> {
            buffering.attachBuffer(buffer);
            return buffer;
        });
    }

    @Override
    public void attachBuffer(long bytes) {
        checked("attachBuffer", () -> {
            buffering.attachBuffer(bytes);
            return bytes;
        });
    }

    @Override
    public MemorySegment detachBuffer() {
        return checked("detachBuffer", buffering::detachBuffer);
    }

    @Override
    public void flushBuffer() {
        checked("flushBuffer", () -> {
            buffering.flushBuffer();
            return buffering;
        });
    }

    @Override
    public Request iflushBuffer() {
        return checked("iflushBuffer", buffering::iflushBuffer);
    }

    @Override
    public void abort(int code) {
        rank.abort(code);
    }

    @Override
    public boolean isClosed() {
        return closed.get() || instance().isEnded();
    }

    /** As with a world, an exception on its way out is not held up by other processes. */
    @Override
    public void close() {
        if (process.size() > 1 && Unwinding.isCallerUnwinding(RankSession.class)) {
            return;
        }
        if (closed.compareAndSet(false, true) && !instance().isEnded()) {
            process.reportUnclosed();
            instance().sayFarewell();
            rank.close(this, false);
        }
    }

    /** Tells the error handler what goes wrong. */
    private <T extends @Nullable Object> T checked(String operation, Supplier<T> call) {
        try {
            if (isClosed()) {
                throw new MpiException(ErrorClass.SESSION, operation + ": the session is closed");
            }
            return call.get();
        } catch (MpiException e) {
            MpiException error = new MpiException(
                    e.errorCode(), e.getMessage() + where(), e);
            errorHandler.handle(alone, error);
            throw error;
        }
    }

    private String where() {
        return "; session of rank=" + process.rank() + " host=" + process.host();
    }

    @Override
    public String toString() {
        return "Session[rank=" + process.rank() + ", psets=" + sets.names() + "]";
    }
}
