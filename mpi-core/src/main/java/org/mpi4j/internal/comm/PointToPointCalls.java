package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Datatype;
import org.mpi4j.Message;
import org.mpi4j.ObjectRequest;
import org.mpi4j.Status;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.pt2pt.ProbeOp;
import org.mpi4j.internal.pt2pt.RecvOp;
import org.mpi4j.internal.pt2pt.SendOp;
import org.mpi4j.internal.pt2pt.Unexpected;

/** The calls of chapter 3 that return when their message has come or gone, and the probes. Thread-safe. */
abstract sealed class PointToPointCalls extends PartitionedCalls permits CollectiveShapes {
    PointToPointCalls(CommParts parts) {
        super(parts);
    }

    /** Receives the object of a message that a probe has claimed. */
    abstract @Nullable Object recvObject(String operation, Unexpected claimed);

    /** Starts to receive the object of a message that a probe has claimed. */
    abstract <T> ObjectRequest<T> irecvObject(String operation, Unexpected claimed);

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
        checkDest("bsend", dest, tag);
        checkBuf("bsend", buf);
        if (dest != Comm.PROC_NULL) {
            PendingRequest _ = startBuffered("bsend", buf, dest, tag);
        }
    }

    private void send(String operation, Buf buf, int dest, int tag, boolean synchronous) {
        checkDest(operation, dest, tag);
        checkBuf(operation, buf);
        if (dest == Comm.PROC_NULL) {
            return;
        }
        MemorySegment memory = Memory.of(buf);
        Failure failure;
        progress.enter();
        try {
            if (!synchronous && sendAtOnce(memory, buf, dest, tag)) {
                return;
            }
            SendOp op = startSend(memory, buf, dest, tag, synchronous);
            failure = awaitInside(op);
            if (failure == null) {
                engine.release(op);
                return;
            }
        } finally {
            progress.exit();
        }
        throw error(failure, operation);
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
        Status status = null;
        Failure failure;
        progress.enter();
        try {
            RecvOp op = newRecv(memory, buf, source, tag);
            engine.start(op, claimed);
            failure = awaitInside(op);
            if (failure == null) {
                status = op.status();
                engine.release(op);
            }
        } finally {
            progress.exit();
        }
        if (status == null || failure != null) {
            throw error(Objects.requireNonNull(failure), operation);
        }
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
        Failure failure;
        progress.enter();
        try {
            engine.start(probe);
            failure = awaitInside(probe);
        } finally {
            progress.exit();
        }
        if (failure != null) {
            throw error(failure, operation);
        }
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
        return sendrecv("sendrecv", send, dest, sendTag, recv, source, recvTag);
    }

    @Override
    public final Status sendrecvReplace(Buf buf, int dest, int sendTag, int source, int recvTag) {
        checkBuf("sendrecvReplace", buf);
        Buf copy = Buf.of(Memory.packed(buf), Datatype.BYTE);
        return sendrecv("sendrecvReplace", copy, dest, sendTag, buf, source, recvTag);
    }

    private Status sendrecv(String operation, Buf send, int dest, int sendTag, Buf recv, int source, int recvTag) {
        checkBoth(operation, send, dest, sendTag, recv, source, recvTag);
        if (dest == Comm.PROC_NULL) {
            return source == Comm.PROC_NULL ? NO_PROCESS : recv(operation, recv, source, recvTag, null);
        }
        if (source == Comm.PROC_NULL) {
            send(operation, send, dest, sendTag, false);
            return NO_PROCESS;
        }
        MemorySegment from = Memory.of(send);
        MemorySegment into = Memory.of(recv);
        Status status;
        Failure failure;
        progress.enter();
        try {
            RecvOp receiving = newRecv(into, recv, source, recvTag);
            engine.start(receiving);
            SendOp sending = sendAtOnce(from, send, dest, sendTag) ? null : startSend(from, send, dest, sendTag, false);
            Failure sendFailure = sending == null ? null : awaitInside(sending);
            failure = awaitInside(receiving);
            status = receiving.status();
            if (failure == null) {
                engine.release(receiving);
            }
            if (sendFailure != null) {
                failure = sendFailure;
            } else if (sending != null) {
                engine.release(sending);
            }
        } finally {
            progress.exit();
        }
        if (failure != null) {
            throw error(failure, operation);
        }
        Memory.give(into, recv, status.bytes());
        return status;
    }
}
