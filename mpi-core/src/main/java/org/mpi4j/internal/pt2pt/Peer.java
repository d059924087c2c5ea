package org.mpi4j.internal.pt2pt;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mpi4j.spi.Link;

/**
 * What the engine knows of one process it talks to. Made at the first message. Confined to the driver.
 *
 * <p>Envelopes leave in order through {@code queue}; the data of rendezvous messages interleave with them through {@code streams}.
 */
final class Peer {
    private static final int CHUNKS_PER_TURN = 8;

    /** How much of one message is sent before the data of the next. */
    private static final long TURN_BYTES = 4 << 20;

    /** What is not cut in two. */
    private static final long WHOLE_BYTES = 128 << 10;

    final int rank;
    private final Link link;
    final long eagerLimitBytes;
    private final ArrayDeque<Outgoing> queue = new ArrayDeque<>(4);
    private final ArrayDeque<SendOp> streams = new ArrayDeque<>(4);
    private final long windowBytes;

    /** Eager bytes that may still be sent before the peer gives some back. */
    private long creditBytes;

    /** Eager bytes received and done with, not yet given back. */
    private long owedBytes;

    /** What the first stream has sent since it became the first. */
    private long turnBytes;

    boolean isBusy;
    @Nullable String broken;

    /** @param eagerLimitBytes the largest eager message; negative: as suits the link */
    Peer(int rank, Link link, long eagerLimitBytes, long windowBytes) {
        this.rank = rank;
        this.link = link;
        this.eagerLimitBytes = Math.min(eagerLimitBytes < 0 ? link.eagerBytes() : eagerLimitBytes, link.maxPayload());
        this.windowBytes = windowBytes;
        this.creditBytes = windowBytes;
    }

    Link link() {
        return link;
    }

    /**
     * The payload of one frame of a large message: half of the message where that is much, so that one frame is laid out or taken apart
     * while another is on its way, and as much as the link takes where the message is far larger.
     */
    long frameBytes(long messageBytes) {
        return Math.min(link.maxPayload(), Math.max(messageBytes / 2, WHOLE_BYTES));
    }

    boolean takeCredit(long bytes) {
        if (creditBytes < bytes) {
            return false;
        }
        creditBytes -= bytes;
        return true;
    }

    void addCredit(long bytes) {
        creditBytes += bytes;
    }

    /** Notes eager bytes as done with; returns how many to give back now, 0 for none yet. */
    long owe(long bytes) {
        owedBytes += bytes;
        if (owedBytes < windowBytes / 2) {
            return 0;
        }
        long back = owedBytes;
        owedBytes = 0;
        return back;
    }

    boolean isIdle() {
        return queue.isEmpty() && streams.isEmpty();
    }

    /** Sends an eager message if nothing waits and there is credit and room; returns whether it has left. */
    boolean sendAtOnce(long w0, long w1, long context, MemorySegment memory, long base, long bytes) {
        long cost = bytes + SendOp.CREDIT_PER_MESSAGE;
        if (bytes > eagerLimitBytes || creditBytes < cost || !queue.isEmpty() || broken != null) {
            return false;
        }
        if (!link.trySend(w0, w1, context, bytes, memory, base, (int) bytes)) {
            return false;
        }
        creditBytes -= cost;
        return true;
    }

    /** Sends in order with all envelopes before it; returns false if it waits now. */
    boolean pushInOrder(Outgoing outgoing) {
        if (queue.isEmpty() && outgoing.push(this)) {
            return true;
        }
        queue.add(outgoing);
        return false;
    }

    /** Sends a frame without payload, now or when there is room; returns false if it waits now. */
    boolean control(long w0, long w1, long w2, long w3) {
        if (queue.isEmpty() && link.trySend(w0, w1, w2, w3, MemorySegment.NULL, 0, 0)) {
            return true;
        }
        queue.add(new ControlFrame(w0, w1, w2, w3));
        return false;
    }

    void addStream(SendOp op) {
        streams.add(op);
    }

    /** Moves on what waits, and returns how many frames left. */
    int push() {
        int pushed = 0;
        while (!queue.isEmpty()) {
            if (!queue.getFirst().push(this)) {
                return pushed;
            }
            queue.removeFirst();
            pushed++;
        }
        for (int i = 0; i < CHUNKS_PER_TURN && !streams.isEmpty(); i++) {
            SendOp op = streams.removeFirst();
            switch (op.pushData(this)) {
                case NO_ROOM -> {
                    streams.addFirst(op);
                    return pushed;
                }
                case MORE -> goOn(op);
                case LAST -> turnBytes = 0;
            }
            pushed++;
        }
        return pushed;
    }

    /** One message after the other finishes sooner than all at the end; but a long one lets the next have its turn now and then. */
    private void goOn(SendOp op) {
        turnBytes += frameBytes(op.bytes);
        if (turnBytes < TURN_BYTES) {
            streams.addFirst(op);
        } else {
            turnBytes = 0;
            streams.addLast(op);
        }
    }

    /** Adds the sends whose envelopes have not left, and the operations whose data are on their way. */
    void addTo(Collection<Operation> queued, Collection<Operation> moving) {
        for (Outgoing outgoing : queue) {
            if (outgoing instanceof SendOp op) {
                queued.add(op);
            }
        }
        moving.addAll(streams);
    }

    /**
     * Forgets all that waits.
     *
     * @param sends told of each send whose envelope had not left
     */
    void drop(Consumer<SendOp> sends) {
        for (Outgoing outgoing : queue) {
            if (outgoing instanceof SendOp op) {
                sends.accept(op);
            }
        }
        queue.clear();
        streams.clear();
    }
}
