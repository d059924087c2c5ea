package org.mpi4j.internal.comm;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.ObjectRequest;
import org.mpi4j.Request;
import org.mpi4j.Status;
import org.mpi4j.internal.pt2pt.RecvOp;
import org.mpi4j.internal.pt2pt.SendOp;
import org.mpi4j.internal.pt2pt.Unexpected;
import org.mpi4j.internal.serial.ObjectBytes;
import org.mpi4j.internal.serial.SegmentInput;

/**
 * Messages that are objects: a message's bytes are the serialised object and nothing else, and a receive finds its memory when it has
 * matched. Thread-safe.
 */
abstract sealed class ObjectPointToPoint extends ScalarCalls permits ObjectCollectives {
    private static final long SLACK_BYTES = 256;

    /** The lengths of the last two objects written, a guess at the next one's; a race between threads makes it a worse guess only. */
    private volatile long lastBytes;

    private volatile long bytesBefore;

    ObjectPointToPoint(CommParts parts) {
        super(parts);
    }

    public final void sendObject(@Nullable Object object, int dest, int tag) {
        sendObject("sendObject", object, dest, tag, false);
    }

    public final void ssendObject(@Nullable Object object, int dest, int tag) {
        sendObject("ssendObject", object, dest, tag, true);
    }

    private void sendObject(String operation, @Nullable Object object, int dest, int tag, boolean synchronous) {
        checkDest(operation, dest, tag);
        if (dest != Comm.PROC_NULL) {
            ObjectBytes bytes = write(operation, object);
            await(operation, startBytes(bytes.written(), dest, tag, synchronous, context));
            bytes.close();
        }
    }

    public final void bsendObject(@Nullable Object object, int dest, int tag) {
        keep(isendObject("bsendObject", object, dest, tag, false));
    }

    public final Request isendObject(@Nullable Object object, int dest, int tag) {
        return isendObject("isendObject", object, dest, tag, false);
    }

    public final Request issendObject(@Nullable Object object, int dest, int tag) {
        return isendObject("issendObject", object, dest, tag, true);
    }

    public final Request ibsendObject(@Nullable Object object, int dest, int tag) {
        keep(isendObject("ibsendObject", object, dest, tag, false));
        return done("ibsendObject");
    }

    private PendingRequest isendObject(String operation, @Nullable Object object, int dest, int tag, boolean synchronous) {
        checkDest(operation, dest, tag);
        if (dest == Comm.PROC_NULL) {
            return done(operation);
        }
        ObjectBytes bytes = write(operation, object);
        Status status = new Status(rank, tag, bytes.length(), false);
        progress.enter();
        try {
            SendOp op = startBytes(bytes.written(), dest, tag, synchronous, context);
            engine.background(op);
            op.listen(_ -> bytes.close());
            return new ToldRequest(this, operation, op, status);
        } finally {
            progress.exit();
        }
    }

    /** A flush of the process's buffer waits for objects, too. */
    private void keep(PendingRequest sending) {
        progress.enter();
        try {
            process.bsends().keep(sending.completion, BsendBuffer.ELSEWHERE);
        } finally {
            progress.exit();
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the caller says what is sent, and whether it may be null
    public final <T> T sendrecvObject(@Nullable Object object, int dest, int sendTag, int source, int recvTag) {
        checkSource("sendrecvObject", source, recvTag);
        PendingRequest sending = isendObject("sendrecvObject", object, dest, sendTag, false);
        T received = (T) recvObject("sendrecvObject", source, recvTag);
        sending.await();
        return received;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the caller says what was sent, and whether it may be null
    public final <T> T recvObject(int source, int tag) {
        return (T) recvObject("recvObject", source, tag);
    }

    private @Nullable Object recvObject(String operation, int source, int tag) {
        checkSource(operation, source, tag);
        if (source == Comm.PROC_NULL) {
            return null;
        }
        RecvOp op = startObjectRecv(source, tag, context, null);
        await(operation, op);
        return read(operation, op.received());
    }

    public final <T> ObjectRequest<T> irecvObject(int source, int tag) {
        checkSource("irecvObject", source, tag);
        return source == Comm.PROC_NULL ? new NoObject<>(this, "irecvObject") : irecvObject("irecvObject", source, tag, null);
    }

    @Override
    final <T> ObjectRequest<T> irecvObject(String operation, Unexpected claimed) {
        Status status = claimed.status();
        return irecvObject(operation, status.source(), status.tag(), claimed);
    }

    private <T> ObjectRequest<T> irecvObject(String operation, int source, int tag, @Nullable Unexpected claimed) {
        progress.enter();
        try {
            RecvOp op = startObjectRecv(source, tag, context, claimed);
            engine.background(op);
            return new ReceivedObject<>(this, operation, new Received(this, op, true));
        } finally {
            progress.exit();
        }
    }

    @Override
    final @Nullable Object recvObject(String operation, Unexpected claimed) {
        Status status = claimed.status();
        RecvOp op = startObjectRecv(status.source(), status.tag(), context, claimed);
        await(operation, op);
        return read(operation, op.received());
    }

    // ---- for the collectives too ----

    final SendOp startBytes(MemorySegment bytes, int dest, int tag, boolean synchronous, long inContext) {
        progress.enter();
        try {
            return startSend(bytes, bytes.byteSize(), dest, tag, synchronous, inContext);
        } finally {
            progress.exit();
        }
    }

    /** Starts a receive that finds its memory when it has matched. */
    final RecvOp startObjectRecv(int source, int tag, long inContext, @Nullable Unexpected claimed) {
        progress.enter();
        try {
            RecvOp op = engine.newRecv();
            op.setEnvelope(peer(source), inContext, source, tag);
            op.setMemoryWhenMatched(Memory::allocate);
            engine.start(op, claimed);
            return op;
        } finally {
            progress.exit();
        }
    }

    private long expectedBytes() {
        long expected = Math.min(lastBytes, bytesBefore);
        return expected + expected / 16 + SLACK_BYTES;
    }

    /** An object as bytes; the caller closes them. */
    final ObjectBytes write(String operation, @Nullable Object object) {
        ObjectBytes bytes = new ObjectBytes(expectedBytes());
        try {
            serializer().write(object, bytes);
            bytesBefore = lastBytes;
            lastBytes = bytes.length();
            return bytes;
        } catch (MpiException e) {
            bytes.close();
            throw error(e.errorClass(), operation, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            bytes.close();
            throw error(ErrorClass.OTHER, operation, "the serializer failed: " + e, e);
        }
    }

    final @Nullable Object read(String operation, MemorySegment bytes) {
        try {
            return serializer().read(new SegmentInput(bytes));
        } catch (MpiException e) {
            throw error(e.errorClass(), operation, String.valueOf(e.getMessage()), e);
        } catch (ClassNotFoundException e) {
            throw error(ErrorClass.TYPE, operation, "no such class on the receiving rank's class path: class=" + e.getMessage(), e);
        } catch (IOException e) {
            throw error(ErrorClass.OTHER, operation, "no object could be read from the message: bytes=" + bytes.byteSize() + ": " + e, e);
        }
    }
}
