package org.mpi4j.internal.pt2pt;

import java.lang.foreign.MemorySegment;

/** Messages of a rank to itself, which no transport carries. Confined to the driver. */
final class SelfMessages {
    private final Engine engine;
    private final int self;
    private final long limitBytes;

    /** @param limitBytes the largest message that is copied before its receive is known */
    SelfMessages(Engine engine, int self, long limitBytes) {
        this.engine = engine;
        this.self = self;
        this.limitBytes = limitBytes;
    }

    /** The message of a send that no receive waits for. The send is done, unless it has to wait for one. */
    Unexpected unexpected(SendOp op) {
        Unexpected message = engine.newUnexpected(self, op.source(), op.tag, op.bytes);
        if (op.isSynchronous() || op.bytes > limitBytes) {
            message.local = op;
            return message;
        }
        MemorySegment room = message.makeRoom();
        if (op.gaps == null) {
            MemorySegment.copy(op.memory, op.base, room, 0, op.bytes);
        } else {
            op.gaps.pack(op.memory, op.base, 0, room, 0, op.bytes);
        }
        engine.finish(op, null);
        return message;
    }

    /** Ends a send and the receive that it matches. */
    void copy(SendOp send, RecvOp recv) {
        long room = recv.matched(self, send.source(), send.tag, send.bytes);
        if (send.gaps == null) {
            recv.deliver(0, send.memory, send.base, room);
        } else {
            for (long done = 0; done < room; ) {
                long piece = Math.min(room - done, Engine.SCRATCH_BYTES);
                MemorySegment packed = engine.scratch(piece);
                send.gaps.pack(send.memory, send.base, done, packed, 0, piece);
                recv.deliver(done, packed, 0, piece);
                done += piece;
            }
        }
        engine.finish(send, null);
        recv.finish();
    }
}
