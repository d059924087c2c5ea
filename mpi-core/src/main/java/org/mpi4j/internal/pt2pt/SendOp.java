package org.mpi4j.internal.pt2pt;

import java.lang.foreign.MemorySegment;
import org.mpi4j.internal.wire.Header;

/** A send under way. Confined to the driver. */
public final class SendOp extends Operation implements Outgoing {
    /** What an eager message costs in credit beside its bytes. */
    static final int CREDIT_PER_MESSAGE = 64;

    private int source;
    private boolean synchronous;
    private boolean eager;
    private long remoteId;

    SendOp(Engine engine) {
        super(engine);
    }

    /**
     * Sets the envelope.
     *
     * @param peer the receiver's rank in the job
     * @param context where the message matches
     * @param source this rank in the communicator
     * @param synchronous whether the send ends only when it has matched
     */
    public void setEnvelope(int peer, long context, int source, int tag, boolean synchronous) {
        reset();
        this.peer = peer;
        this.context = context;
        this.source = source;
        this.tag = tag;
        this.synchronous = synchronous;
    }

    int source() {
        return source;
    }

    boolean isSynchronous() {
        return synchronous;
    }

    /** Chooses the protocol and hands the envelope over. */
    void begin(Peer to) {
        eager = !synchronous && bytes <= to.eagerLimitBytes && to.takeCredit(bytes + CREDIT_PER_MESSAGE);
        if (!eager) {
            id = engine.register(this);
        }
        if (!to.pushInOrder(this)) {
            engine.busy(to);
        }
    }

    @Override
    public boolean push(Peer to) {
        if (!eager) {
            return to.link().trySend(Header.w0(Header.RTS, source), Header.w1(tag, id), context, bytes, MemorySegment.NULL, 0, 0);
        }
        MemorySegment from = memory;
        long at = base;
        if (gaps != null) {
            from = engine.scratch(bytes);
            at = 0;
            gaps.pack(memory, base, 0, from, 0, bytes);
        }
        if (!to.link().trySend(Header.w0(Header.EAGER, source), Header.w1(tag, 0), context, bytes, from, at, (int) bytes)) {
            return false;
        }
        engine.finish(this, null);
        return true;
    }

    /**
     * The receiver is ready.
     *
     * @param wanted how many of the bytes it has room for
     */
    void clearToSend(Peer to, long receiverId, long wanted) {
        remoteId = receiverId;
        bytes = wanted;
        if (wanted == 0) {
            engine.finish(this, null);
        } else {
            to.addStream(this);
            engine.busy(to);
        }
    }

    /** How an attempt to send a piece of the data ended. */
    enum Pushed { NO_ROOM, MORE, LAST }

    /** Tries to send the next piece of the data. After the last one the operation may already be in use again. */
    Pushed pushData(Peer to) {
        int length = (int) Math.min(bytes - moved, to.frameBytes(bytes));
        MemorySegment from = memory;
        long at = base + moved;
        if (gaps != null) {
            from = engine.scratch(length);
            at = 0;
            gaps.pack(memory, base, moved, from, 0, length);
        }
        if (!to.link().trySend(Header.w0(Header.DATA, source), 0, remoteId, moved, from, at, length)) {
            return Pushed.NO_ROOM;
        }
        moved += length;
        if (moved < bytes) {
            return Pushed.MORE;
        }
        engine.finish(this, null);
        return Pushed.LAST;
    }

    @Override
    public String toString() {
        return "send peer=" + peer + " tag=" + tag + " context=" + context + " bytes=" + bytes;
    }
}
