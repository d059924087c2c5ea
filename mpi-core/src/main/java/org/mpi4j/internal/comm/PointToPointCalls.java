package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.ErrorHandler;
import org.mpi4j.Message;
import org.mpi4j.ObjectSerializer;
import org.mpi4j.PointToPoint;
import org.mpi4j.Request;
import org.mpi4j.Status;
import org.mpi4j.internal.datatype.TypeMap;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.pt2pt.ProbeOp;
import org.mpi4j.internal.pt2pt.RecvOp;
import org.mpi4j.internal.pt2pt.SendOp;
import org.mpi4j.internal.pt2pt.Unexpected;

/** The calls of chapter 3. Thread-safe. */
abstract sealed class PointToPointCalls extends CommCore implements PointToPoint permits CollectiveShapes {
    PointToPointCalls(RankProcess process, RankGroup group, long context, String name, ErrorHandler errorHandler, ObjectSerializer serializer) {
        super(process, group, context, name, errorHandler, serializer);
    }

    /** Receives the object of a message that a probe has claimed. */
    abstract @Nullable Object recvObject(String operation, Unexpected claimed);

    // ---- operations of the engine; only as the driver ----

    final SendOp startSend(MemorySegment memory, Buf buf, int dest, int tag, boolean synchronous) {
        SendOp op = engine.newSend();
        op.setEnvelope(group.jobRank(dest), context, rank, tag, synchronous);
        op.setMemory(memory, 0, buf.count(), TypeMap.of(buf.type()));
        engine.start(op);
        return op;
    }

    final SendOp startSend(MemorySegment memory, long bytes, int dest, int tag, boolean synchronous, long inContext) {
        SendOp op = engine.newSend();
        op.setEnvelope(group.jobRank(dest), inContext, rank, tag, synchronous);
        op.setBytes(memory, 0, bytes);
        engine.start(op);
        return op;
    }

    final RecvOp newRecv(MemorySegment memory, Buf buf, int source, int tag) {
        RecvOp op = engine.newRecv();
        op.setEnvelope(peer(source), context, source, tag);
        op.setMemory(memory, 0, buf.count(), TypeMap.of(buf.type()));
        return op;
    }

    // ---- blocking ----

    @Override
    public final void send(Buf buf, int dest, int tag) {
        send("send", buf, dest, tag, false);
    }

    @Override
    public final void ssend(Buf buf, int dest, int tag) {
        send("ssend", buf, dest, tag, true);
    }

    @Override
    public final void rsend(Buf buf, int dest, int tag) {
        send("rsend", buf, dest, tag, false);
    }

    @Override
    public final void bsend(Buf buf, int dest, int tag) {
        startBuffered("bsend", buf, dest, tag);
    }

    private void send(String operation, Buf buf, int dest, int tag, boolean synchronous) {
        checkDest(operation, dest, tag);
        checkBuf(operation, buf);
        if (dest == Comm.PROC_NULL) {
            return;
        }
        MemorySegment memory = Memory.of(buf);
        SendOp op;
        progress.enter();
        try {
            op = startSend(memory, buf, dest, tag, synchronous);
            if (op.isDone() && op.failure() == null) {
                engine.release(op);
                return;
            }
        } finally {
            progress.exit();
        }
        await(operation, op);
        release(op, null);
    }

    @Override
    public final Status recv(Buf buf, int source, int tag) {
        checkSource("recv", source, tag);
        checkWritable("recv", buf);
        return source == Comm.PROC_NULL ? NO_PROCESS : recv("recv", buf, source, tag, null);
    }

    /** Receives a message that a probe has claimed, or the next that fits. */
    final Status recv(String operation, Buf buf, int source, int tag, @Nullable Unexpected claimed) {
        MemorySegment memory = Memory.of(buf);
        RecvOp op;
        progress.enter();
        try {
            op = newRecv(memory, buf, source, tag);
            if (claimed == null) {
                engine.start(op);
            } else {
                engine.start(op, claimed);
            }
            if (op.isDone() && op.failure() == null) {
                Status status = op.status();
                engine.release(op);
                Memory.give(memory, buf, status.bytes());
                return status;
            }
        } finally {
            progress.exit();
        }
        await(operation, op);
        Status status = op.status();
        release(null, op);
        Memory.give(memory, buf, status.bytes());
        return status;
    }

    private void release(@Nullable SendOp send, @Nullable RecvOp recv) {
        progress.enter();
        try {
            if (send != null) {
                engine.release(send);
            }
            if (recv != null) {
                engine.release(recv);
            }
        } finally {
            progress.exit();
        }
    }

    // ---- non-blocking ----

    @Override
    public final Request isend(Buf buf, int dest, int tag) {
        return isend("isend", buf, dest, tag, false);
    }

    @Override
    public final Request issend(Buf buf, int dest, int tag) {
        return isend("issend", buf, dest, tag, true);
    }

    @Override
    public final Request irsend(Buf buf, int dest, int tag) {
        return isend("irsend", buf, dest, tag, false);
    }

    @Override
    public final Request ibsend(Buf buf, int dest, int tag) {
        startBuffered("ibsend", buf, dest, tag);
        return done("ibsend");
    }

    private void startBuffered(String operation, Buf buf, int dest, int tag) {
        checkDest(operation, dest, tag);
        checkBuf(operation, buf);
        if (dest == Comm.PROC_NULL) {
            return;
        }
        MemorySegment copy = Memory.packed(buf);
        progress.enter();
        try {
            engine.background(startSend(copy, copy.byteSize(), dest, tag, false, context));
        } finally {
            progress.exit();
        }
    }

    private Request isend(String operation, Buf buf, int dest, int tag, boolean synchronous) {
        checkDest(operation, dest, tag);
        checkBuf(operation, buf);
        if (dest == Comm.PROC_NULL) {
            return done(operation);
        }
        MemorySegment memory = Memory.of(buf);
        progress.enter();
        try {
            SendOp op = startSend(memory, buf, dest, tag, synchronous);
            engine.background(op);
            return new PendingRequest(this, operation, op, () -> sent(buf, tag));
        } finally {
            progress.exit();
        }
    }

    /** What a completed send tells; nothing in it means anything to the standard. */
    final Status sent(Buf buf, int tag) {
        return new Status(rank, tag, TypeMap.of(buf.type()).packedBytes(buf.count()), false);
    }

    final Request done(String operation) {
        return new PendingRequest(this, operation, new Done(), () -> NO_PROCESS);
    }

    @Override
    public final Request irecv(Buf buf, int source, int tag) {
        checkSource("irecv", source, tag);
        checkWritable("irecv", buf);
        return source == Comm.PROC_NULL ? done("irecv") : irecv("irecv", buf, source, tag, null);
    }

    final Request irecv(String operation, Buf buf, int source, int tag, @Nullable Unexpected claimed) {
        MemorySegment memory = Memory.of(buf);
        progress.enter();
        try {
            RecvOp op = newRecv(memory, buf, source, tag);
            if (claimed == null) {
                engine.start(op);
            } else {
                engine.start(op, claimed);
            }
            engine.background(op);
            return new RecvRequest(this, operation, op, () -> received(op, memory, buf));
        } finally {
            progress.exit();
        }
    }

    private static Status received(RecvOp op, MemorySegment memory, Buf buf) {
        Status status = op.status();
        Memory.give(memory, buf, status.bytes());
        return status;
    }

    // ---- probes ----

    @Override
    public final Status probe(int source, int tag) {
        checkSource("probe", source, tag);
        return source == Comm.PROC_NULL ? NO_PROCESS : awaitMessage("probe", source, tag, false).status();
    }

    @Override
    public final Message mprobe(int source, int tag) {
        checkSource("mprobe", source, tag);
        return new ProbedMessage(this, source == Comm.PROC_NULL ? null : awaitMessage("mprobe", source, tag, true));
    }

    private Unexpected awaitMessage(String operation, int source, int tag, boolean claims) {
        ProbeOp probe = new ProbeOp(peer(source), context, source, tag, claims);
        progress.enter();
        try {
            engine.start(probe);
        } finally {
            progress.exit();
        }
        await(operation, probe);
        return Objects.requireNonNull(probe.found(), operation);
    }

    @Override
    public final Optional<Status> iprobe(int source, int tag) {
        checkSource("iprobe", source, tag);
        if (source == Comm.PROC_NULL) {
            return Optional.of(NO_PROCESS);
        }
        Unexpected found = peek("iprobe", source, tag, false);
        return found == null ? Optional.empty() : Optional.of(found.status());
    }

    @Override
    public final Optional<Message> improbe(int source, int tag) {
        checkSource("improbe", source, tag);
        if (source == Comm.PROC_NULL) {
            return Optional.of(new ProbedMessage(this, null));
        }
        Unexpected found = peek("improbe", source, tag, true);
        return found == null ? Optional.empty() : Optional.of(new ProbedMessage(this, found));
    }

    private @Nullable Unexpected peek(String operation, int source, int tag, boolean claims) {
        Unexpected found = peekNow(source, tag, claims);
        if (found == null) {
            progress.poll();
            found = peekNow(source, tag, claims);
        }
        Failure poison = found == null ? progress.poison() : null;
        if (poison != null) {
            throw error(poison, operation);
        }
        return found;
    }

    private @Nullable Unexpected peekNow(int source, int tag, boolean claims) {
        progress.enter();
        try {
            Unexpected found = engine.peek(context, source, tag);
            if (found != null && claims) {
                engine.start(new ProbeOp(peer(source), context, source, tag, true));
            }
            return found;
        } finally {
            progress.exit();
        }
    }

    // ---- both at once ----

    @Override
    public final Status sendrecv(Buf send, int dest, int sendTag, Buf recv, int source, int recvTag) {
        return isendrecv("sendrecv", send, dest, sendTag, recv, source, recvTag).await();
    }

    @Override
    public final Request isendrecv(Buf send, int dest, int sendTag, Buf recv, int source, int recvTag) {
        return isendrecv("isendrecv", send, dest, sendTag, recv, source, recvTag);
    }

    @Override
    public final Status sendrecvReplace(Buf buf, int dest, int sendTag, int source, int recvTag) {
        return isendrecvReplace("sendrecvReplace", buf, dest, sendTag, source, recvTag).await();
    }

    @Override
    public final Request isendrecvReplace(Buf buf, int dest, int sendTag, int source, int recvTag) {
        return isendrecvReplace("isendrecvReplace", buf, dest, sendTag, source, recvTag);
    }

    private Request isendrecvReplace(String operation, Buf buf, int dest, int sendTag, int source, int recvTag) {
        checkBuf(operation, buf);
        Buf copy = Buf.of(Memory.packed(buf), org.mpi4j.Datatype.BYTE);
        return isendrecv(operation, copy, dest, sendTag, buf, source, recvTag);
    }

    private Request isendrecv(String operation, Buf send, int dest, int sendTag, Buf recv, int source, int recvTag) {
        checkDest(operation, dest, sendTag);
        checkSource(operation, source, recvTag);
        checkBuf(operation, send);
        checkWritable(operation, recv);
        MemorySegment from = Memory.of(send);
        MemorySegment into = Memory.of(recv);
        progress.enter();
        try {
            RecvOp receiving = source == Comm.PROC_NULL ? null : newRecv(into, recv, source, recvTag);
            if (receiving != null) {
                engine.start(receiving);
                engine.background(receiving);
            }
            SendOp sending = dest == Comm.PROC_NULL ? null : startSend(from, send, dest, sendTag, false);
            if (sending != null) {
                engine.background(sending);
            }
            if (receiving == null) {
                return sending == null ? done(operation) : new PendingRequest(this, operation, sending, () -> NO_PROCESS);
            }
            AllOf both = sending == null ? new AllOf(receiving) : new AllOf(receiving, sending);
            return new PendingRequest(this, operation, both, () -> received(receiving, into, recv));
        } finally {
            progress.exit();
        }
    }
}
