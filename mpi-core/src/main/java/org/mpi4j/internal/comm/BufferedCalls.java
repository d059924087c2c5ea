package org.mpi4j.internal.comm;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Buf;
import org.mpi4j.Buffering;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.Request;
import org.mpi4j.internal.datatype.TypeMap;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.pt2pt.SendOp;

/** The calls of section 3.6, and what sends in buffered mode. Thread-safe. */
abstract sealed class BufferedCalls extends NonBlockingCalls implements Buffering permits PersistentCalls {
    private final BsendBuffer own;

    BufferedCalls(CommParts parts) {
        super(parts);
        this.own = new BsendBuffer(progress);
    }

    @Override
    public final void attachBuffer(MemorySegment buffer) {
        own.attach(this, buffer);
    }

    @Override
    public final void attachBuffer(long bytes) {
        own.attach(this, bytes);
    }

    @Override
    public final MemorySegment detachBuffer() {
        return own.detach(this);
    }

    @Override
    public final void flushBuffer() {
        own.flush(this);
    }

    @Override
    public final Request iflushBuffer() {
        return own.iflush(this);
    }

    // ---- sends ----

    @Override
    public final Request ibsend(Buf buf, int dest, int tag) {
        checkDest("ibsend", dest, tag);
        checkBuf("ibsend", buf);
        return dest == Comm.PROC_NULL ? done("ibsend") : startBuffered("ibsend", buf, dest, tag);
    }

    final PendingRequest startBuffered(String operation, Buf buf, int dest, int tag) {
        BsendBuffer buffer = own.isAttached() ? own : process.bsends();
        MemorySegment memory = Memory.of(buf);
        Failure failure = null;
        progress.enter();
        try {
            if (!sendAtOnce(memory, buf, dest, tag)) {
                failure = sendFrom(buffer, memory, buf, dest, tag);
            }
        } finally {
            progress.exit();
        }
        if (failure != null) {
            throw error(failure, operation);
        }
        return done(operation);
    }

    private @Nullable Failure sendFrom(BsendBuffer buffer, MemorySegment memory, Buf buf, int dest, int tag) {
        TypeMap type = TypeMap.of(buf.type());
        long bytes = type.packedBytes(buf.count());
        BsendBuffer.Room room = buffer.take(bytes);
        if (room == null) {
            return buffer.overflow(bytes);
        }
        if (!room.memory().scope().isAlive()) {
            return new Failure(ErrorClass.BUFFER, "the arena of the attached buffer has been closed:");
        }
        type.pack(memory, 0, 0, room.memory(), 0, bytes);
        SendOp op = startSend(room.memory(), bytes, dest, tag, false, context);
        engine.background(op);
        buffer.keep(op, room);
        return null;
    }
}
