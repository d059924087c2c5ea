package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Datatype;
import org.mpi4j.PointToPoint;
import org.mpi4j.Request;
import org.mpi4j.internal.datatype.TypeMap;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.pt2pt.RecvOp;
import org.mpi4j.internal.pt2pt.SendOp;
import org.mpi4j.internal.pt2pt.Unexpected;

/** The calls of chapter 3 that give a request. Thread-safe. */
abstract sealed class NonBlockingCalls extends CommCore implements PointToPoint permits BufferedCalls {
    NonBlockingCalls(CommParts parts) {
        super(parts);
    }

    // ---- operations of the engine; only as the driver ----

    final SendOp startSend(MemorySegment memory, Buf buf, int dest, int tag, boolean synchronous) {
        SendOp op = engine.newSend();
        op.setEnvelope(remote.jobRank(dest), context, rank, tag, synchronous);
        op.setMemory(memory, 0, buf.count(), TypeMap.of(buf.type()));
        engine.start(op);
        return op;
    }

    final SendOp startSend(MemorySegment memory, long bytes, int dest, int tag, boolean synchronous, long inContext) {
        SendOp op = engine.newSend();
        op.setEnvelope(remote.jobRank(dest), inContext, rank, tag, synchronous);
        op.setBytes(memory, 0, bytes);
        engine.start(op);
        return op;
    }

    final RecvOp newRecv(MemorySegment memory, Buf buf, int source, int tag) {
        RecvOp op = engine.newRecv();
        op.setEnvelope(peer(source), context, source, tag);
        op.setMemory(memory, 0, buf.count(), TypeMap.of(buf.type()));
        if (hints().has(Assertion.EXACT_LENGTH)) {
            op.setExactLength();
        }
        return op;
    }

    /** Sends a small message without gaps; returns false if it cannot leave at once, and nothing has happened then. */
    final boolean sendAtOnce(MemorySegment memory, Buf buf, int dest, int tag) {
        TypeMap type = TypeMap.of(buf.type());
        return type.isContiguous() && engine.sendAtOnce(remote.jobRank(dest), context, rank, tag, memory, 0, buf.count() * type.size());
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

    private Request isend(String operation, Buf buf, int dest, int tag, boolean synchronous) {
        checkDest(operation, dest, tag);
        checkBuf(operation, buf);
        return dest == Comm.PROC_NULL ? done(operation) : startSend(operation, buf, dest, tag, synchronous);
    }

    final PendingRequest startSend(String operation, Buf buf, int dest, int tag, boolean synchronous) {
        MemorySegment memory = Memory.of(buf);
        Completion sending;
        progress.enter();
        try {
            if (!synchronous && sendAtOnce(memory, buf, dest, tag)) {
                sending = Done.DONE;
            } else {
                SendOp op = startSend(memory, buf, dest, tag, synchronous);
                engine.background(op);
                sending = op;
            }
        } finally {
            progress.exit();
        }
        return new SendRequest(this, operation, sending, buf, tag);
    }

    final PendingRequest done(String operation) {
        return new ToldRequest(this, operation, Done.DONE, NO_PROCESS);
    }

    @Override
    public final Request irecv(Buf buf, int source, int tag) {
        checkSource("irecv", source, tag);
        checkWritable("irecv", buf);
        return source == Comm.PROC_NULL ? done("irecv") : startRecv("irecv", buf, source, tag, null);
    }

    final PendingRequest startRecv(String operation, Buf buf, int source, int tag, @Nullable Unexpected claimed) {
        MemorySegment memory = Memory.of(buf);
        Received received;
        progress.enter();
        try {
            received = startRecv(newRecv(memory, buf, source, tag), claimed);
        } finally {
            progress.exit();
        }
        return receiving(operation, received, received, memory, buf);
    }

    private Received startRecv(RecvOp op, @Nullable Unexpected claimed) {
        engine.start(op, claimed);
        engine.background(op);
        return new Received(this, op, false);
    }

    private PendingRequest receiving(String operation, Received received, Completion completion, MemorySegment memory, Buf buf) {
        return buf.booleans() == null
                ? new RecvRequest(this, operation, received, completion)
                : new RecvToCopyRequest(this, operation, received, completion, memory, buf);
    }

    // ---- both at once ----

    @Override
    public final Request isendrecv(Buf send, int dest, int sendTag, Buf recv, int source, int recvTag) {
        return isendrecv("isendrecv", send, dest, sendTag, recv, source, recvTag);
    }

    @Override
    public final Request isendrecvReplace(Buf buf, int dest, int sendTag, int source, int recvTag) {
        return isendrecvReplace("isendrecvReplace", buf, dest, sendTag, source, recvTag);
    }

    private Request isendrecvReplace(String operation, Buf buf, int dest, int sendTag, int source, int recvTag) {
        checkBuf(operation, buf);
        Buf copy = Buf.of(Memory.packed(buf), Datatype.BYTE);
        return isendrecv(operation, copy, dest, sendTag, buf, source, recvTag);
    }

    final void checkBoth(String operation, Buf send, int dest, int sendTag, Buf recv, int source, int recvTag) {
        checkDest(operation, dest, sendTag);
        checkSource(operation, source, recvTag);
        checkBuf(operation, send);
        checkWritable(operation, recv);
    }

    private Request isendrecv(String operation, Buf send, int dest, int sendTag, Buf recv, int source, int recvTag) {
        checkBoth(operation, send, dest, sendTag, recv, source, recvTag);
        MemorySegment from = Memory.of(send);
        MemorySegment into = Memory.of(recv);
        progress.enter();
        try {
            Received receiving = source == Comm.PROC_NULL ? null : startRecv(newRecv(into, recv, source, recvTag), null);
            SendOp sending = dest == Comm.PROC_NULL ? null : startSend(from, send, dest, sendTag, false);
            if (sending != null) {
                engine.background(sending);
            }
            if (receiving == null) {
                return sending == null ? done(operation) : new ToldRequest(this, operation, sending, NO_PROCESS);
            }
            Completion both = sending == null ? receiving : new AllOf(receiving, sending);
            return receiving(operation, receiving, both, into, recv);
        } finally {
            progress.exit();
        }
    }
}
