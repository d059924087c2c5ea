package org.mpi4j.internal.pt2pt;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.Status;
import org.mpi4j.internal.match.Entry;
import org.mpi4j.internal.match.PostedQueue;
import org.mpi4j.internal.match.UnexpectedQueue;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.progress.Progress;
import org.mpi4j.internal.progress.Source;
import org.mpi4j.internal.wire.Header;
import org.mpi4j.spi.FrameReceiver;

/**
 * Messages of one rank. Small ones are sent at once (eager) as long as the receiver has given credit for them; of larger ones, of
 * synchronous ones, and where credit has run out, only the envelope is sent (RTS), the receiver answers when a receive has matched
 * (CTS), and the data follow (DATA). Envelopes to one peer leave and match in order.
 *
 * <p>Confined to the driver.
 */
public final class Engine implements FrameReceiver, Source {
    private static final long RETRY_NANOS = 1_000_000;
    static final int SCRATCH_BYTES = 64 << 10;

    /** The most messages that are kept to be used again. */
    private static final int SPARE_UNEXPECTED = 1024;

    private final int self;
    private final Progress progress;
    private final long eagerLimitBytes;
    private final long windowBytes;
    final @Nullable Peer[] peers;
    final PostedQueue<RecvOp> posted = new PostedQueue<>();
    final UnexpectedQueue<Unexpected> unexpected = new UnexpectedQueue<>();
    final OpTable table = new OpTable();
    private final ArrayDeque<Peer> busy = new ArrayDeque<>();
    final Probes probes = new Probes(unexpected);
    private final SelfMessages toSelf;
    private final ArrayDeque<RecvOp> spareRecvs = new ArrayDeque<>();
    private final ArrayDeque<SendOp> spareSends = new ArrayDeque<>();
    private final ArrayDeque<Unexpected> spareUnexpected = new ArrayDeque<>();
    private Links links = _ -> {
        throw new IllegalStateException("no transport yet");
    };
    private MemorySegment scratch = MemorySegment.ofArray(new byte[0]);

    private Status lastStatus = new Status(Comm.ANY_SOURCE, Comm.ANY_TAG, 0, false);

    /**
     * Made once for each rank.
     *
     * @param eagerLimitBytes the largest message that is sent before its receive is known; negative: as suits each link
     * @param windowBytes eager bytes that a peer may send before they are received
     */
    public Engine(int self, int size, Progress progress, long eagerLimitBytes, long windowBytes) {
        this.self = self;
        this.progress = progress;
        this.eagerLimitBytes = eagerLimitBytes;
        this.toSelf = new SelfMessages(this, self, eagerLimitBytes < 0 ? SCRATCH_BYTES : eagerLimitBytes);
        this.windowBytes = windowBytes;
        this.peers = new Peer[size];
    }

    /** Says how peers are reached; once, before the first message. */
    public void setLinks(Links links) {
        this.links = links;
    }

    public Progress progress() {
        return progress;
    }

    /** A status. Statuses are values, so one that is asked for again and again is made once. Any thread may ask. */
    public Status status(int source, int tag, long bytes, boolean cancelled) {
        Status last = lastStatus;
        if (last.source() == source && last.tag() == tag && last.bytes() == bytes && last.cancelled() == cancelled) {
            return last;
        }
        Status status = new Status(source, tag, bytes, cancelled);
        lastStatus = status;
        return status;
    }

    // ---- operations ----

    /** A send to be set up and started; {@link #release} gives it back. */
    public SendOp newSend() {
        assert progress.isDriver();
        SendOp op = spareSends.pollLast();
        return op == null ? new SendOp(this) : op;
    }

    /** A receive to be set up and started; {@link #release} gives it back. */
    public RecvOp newRecv() {
        assert progress.isDriver();
        RecvOp op = spareRecvs.pollLast();
        return op == null ? new RecvOp(this) : op;
    }

    /** Takes an operation back that is done and that nobody refers to. */
    public void release(Operation operation) {
        assert progress.isDriver() && operation.isDone();
        operation.forget();
        if (operation instanceof RecvOp recv) { // no type switch, which costs a start milliseconds
            spareRecvs.addLast(recv);
        } else {
            spareSends.addLast((SendOp) operation);
        }
    }

    /**
     * Sends a message without an operation, if it can leave at once: it is small, plain bytes, for another process, there is credit,
     * and nothing waits before it.
     *
     * @return whether it has left; if not, nothing has happened
     */
    public boolean sendAtOnce(int to, long context, int source, int tag, MemorySegment memory, long base, long bytes) {
        assert progress.isDriver();
        Peer peer = peers[to];
        return peer != null && peer.sendAtOnce(Header.w0(Header.EAGER, source), Header.w1(tag, 0), context, memory, base, bytes);
    }

    public void start(SendOp op) {
        assert progress.isDriver();
        if (op.peer == self) {
            sendToSelf(op);
            return;
        }
        Peer peer = peer(op.peer);
        if (peer.broken != null) {
            finish(op, lost(peer));
        } else {
            op.begin(peer);
        }
    }

    private void sendToSelf(SendOp op) {
        RecvOp recv = posted.match(op.context, op.source(), op.tag);
        if (recv != null) {
            toSelf.copy(op, recv);
        } else {
            add(toSelf.unexpected(op), op.context);
        }
    }

    /**
     * Starts a receive.
     *
     * @param claimed the message that a matched probe has taken out of the queue for it; null for the oldest that fits
     */
    public void start(RecvOp op, @Nullable Unexpected claimed) {
        assert progress.isDriver();
        if (claimed != null) {
            accept(op, claimed);
            return;
        }
        Entry<Unexpected> entry = unexpected.peek(op.context, op.source(), op.tag);
        if (entry != null) {
            unexpected.remove(entry);
            accept(op, entry.owner());
            release(entry.owner());
            return;
        }
        Peer peer = op.peer < 0 || op.peer == self ? null : peers[op.peer];
        if (peer != null && peer.broken != null) {
            finish(op, lost(peer));
        } else {
            posted.post(op.entry, op.context, op.source(), op.tag);
        }
    }

    /** Starts a receive of the oldest message that fits. */
    public void start(RecvOp op) {
        start(op, null);
    }

    /** Counts an operation that is under way as one that nobody waits for yet, so that the helper looks after it. */
    public void background(Operation op) {
        if (!op.isDone()) {
            op.inBackground = true;
            progress.background(1);
        }
    }

    /** Gives a receive up if it has not matched; returns whether it was given up; it is then done. */
    public boolean cancel(RecvOp op) {
        assert progress.isDriver();
        if (!op.entry.isQueued()) {
            return false;
        }
        posted.remove(op.entry);
        op.cancelled();
        return true;
    }

    /** The oldest message that a receive with this envelope would get; null if none has come. */
    public @Nullable Unexpected peek(long context, int source, int tag) {
        assert progress.isDriver();
        Entry<Unexpected> entry = unexpected.peek(context, source, tag);
        if (entry == null) {
            return null;
        }
        entry.owner().isShown = true;
        return entry.owner();
    }

    /** Starts a probe; done at once if a message is there. */
    public void start(ProbeOp probe) {
        Unexpected message = peek(probe.context, probe.source, probe.tag);
        Peer peer = probe.peer < 0 || probe.peer == self ? null : peers[probe.peer];
        if (message != null) {
            probes.found(probe, message);
        } else if (peer != null && peer.broken != null) {
            probe.complete(lost(peer));
        } else {
            probes.add(probe);
        }
    }

    // ---- what operations need ----

    Entry<RecvOp> newEntry(RecvOp op) {
        return posted.newEntry(op);
    }

    Entry<Unexpected> newEntry(Unexpected message) {
        return unexpected.newEntry(message);
    }

    Unexpected newUnexpected(int from, int source, int tag, long bytes) {
        Unexpected spare = spareUnexpected.pollLast();
        Unexpected message = spare == null ? new Unexpected(this) : spare;
        message.setEnvelope(from, source, tag, bytes);
        return message;
    }

    /** A receive has taken the message. */
    private void release(Unexpected message) {
        if (!message.isShown && spareUnexpected.size() < SPARE_UNEXPECTED) {
            message.clear();
            spareUnexpected.addLast(message);
        }
    }

    int register(Operation op) {
        return table.add(op);
    }

    void busy(Peer peer) {
        if (!peer.isBusy) {
            peer.isBusy = true;
            busy.add(peer);
        }
    }

    /** Memory for packing that is free until the next call. */
    MemorySegment scratch(long bytes) {
        if (scratch.byteSize() < bytes) {
            scratch = MemorySegment.ofArray(new byte[Math.toIntExact(Math.max(SCRATCH_BYTES, bytes))]);
        }
        return scratch;
    }

    void finish(Operation op, @Nullable Failure failure) {
        if (op.id >= 0) {
            table.remove(op.id);
            op.id = -1;
        }
        if (op.inBackground) {
            op.inBackground = false;
            progress.background(-1);
        }
        op.complete(failure);
    }

    private Peer peer(int rank) {
        Peer peer = peers[rank];
        if (peer == null) {
            peer = new Peer(rank, links.open(rank), eagerLimitBytes, windowBytes);
            peers[rank] = peer;
        }
        return peer;
    }

    // ---- frames ----

    @Override
    public void frame(int from, long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {
        assert progress.isDriver();
        switch (Header.kind(w0)) {
            case Header.EAGER -> eager(from, Header.source(w0), Header.tag(w1), w2, payload, offset, length);
            case Header.RTS -> readyToSend(from, Header.source(w0), Header.tag(w1), Header.id(w1), w2, w3);
            case Header.CTS -> clearToSend(from, Header.id(w1), w2, w3);
            case Header.DATA -> data(from, w2, w3, payload, offset, length);
            case Header.CREDIT -> peer(from).addCredit(w3);
            default -> throw new IllegalStateException("frame of unknown kind=" + Header.kind(w0) + " from rank=" + from);
        }
    }

    private void eager(int from, int source, int tag, long context, MemorySegment payload, long offset, int length) {
        RecvOp op = posted.match(context, source, tag);
        if (op != null) {
            long room = op.matched(from, source, tag, length);
            op.deliver(0, payload, offset, room);
            op.finish();
            owe(from, length);
            return;
        }
        Unexpected message = newUnexpected(from, source, tag, length);
        MemorySegment.copy(payload, offset, message.makeRoom(), 0, length);
        add(message, context);
    }

    private void readyToSend(int from, int source, int tag, int senderId, long context, long bytes) {
        RecvOp op = posted.match(context, source, tag);
        if (op != null) {
            answer(op, from, source, tag, senderId, bytes);
            return;
        }
        Unexpected message = newUnexpected(from, source, tag, bytes);
        message.senderId = senderId;
        add(message, context);
    }

    private void clearToSend(int from, int id, long receiverId, long wanted) {
        if (table.get(id) instanceof SendOp op && op.peer == from) {
            op.clearToSend(peer(from), receiverId, wanted);
        } else {
            throw new IllegalStateException("clear-to-send for unknown operation=" + id + " from rank=" + from);
        }
    }

    private void data(int from, long id, long position, MemorySegment payload, long offset, int length) {
        if (table.get(id) instanceof RecvOp op && op.peer == from && position >= 0 && position + length <= op.statusBytes()) {
            op.deliverData(position, payload, offset, length);
        } else {
            throw new IllegalStateException(
                    "data for unknown operation=" + id + " position=" + position + " length=" + length + " from rank=" + from);
        }
    }

    private void add(Unexpected message, long context) {
        unexpected.add(message.entry, context, message.source, message.tag);
        probes.offer(message, context);
    }

    private void accept(RecvOp op, Unexpected message) {
        if (message.local != null) {
            toSelf.copy(message.local, op);
        } else if (message.data != null) {
            long room = op.matched(message.peer, message.source, message.tag, message.bytes);
            op.deliver(0, message.data, 0, room);
            op.finish();
            if (message.peer != self) {
                owe(message.peer, message.bytes);
            }
        } else {
            answer(op, message.peer, message.source, message.tag, message.senderId, message.bytes);
        }
    }

    /** A rendezvous has matched: tells the sender how much to send. */
    private void answer(RecvOp op, int from, int source, int tag, int senderId, long bytes) {
        Peer peer = peer(from);
        if (peer.broken != null) {
            finish(op, lost(peer));
            return;
        }
        long room = op.matched(from, source, tag, bytes);
        request(op, peer, senderId, room);
    }

    /** Asks the sender for the message's data, or tells it that there is nothing to send. */
    void request(RecvOp op, Peer peer, int senderId, long room) {
        long receiverId = 0;
        if (room > 0) {
            op.id = table.add(op);
            receiverId = op.id;
        }
        if (!peer.control(Header.w0(Header.CTS, 0), Header.w1(0, senderId), receiverId, room)) {
            busy(peer);
        }
        if (room == 0) {
            op.finish();
        }
    }

    private void owe(int to, long bytes) {
        Peer peer = peer(to);
        long back = peer.owe(bytes + SendOp.CREDIT_PER_MESSAGE);
        if (back > 0 && peer.broken == null && !peer.control(Header.w0(Header.CREDIT, 0), 0, 0, back)) {
            busy(peer);
        }
    }

    // ---- progress ----

    @Override
    public int poll() {
        int done = 0;
        for (int i = busy.size(); i > 0; i--) {
            Peer peer = busy.removeFirst();
            done += peer.push();
            if (peer.isIdle()) {
                peer.isBusy = false;
            } else {
                busy.addLast(peer);
            }
        }
        return done;
    }

    @Override
    public boolean prepareSleep() {
        return true;
    }

    @Override
    public void endSleep() {}

    @Override
    public long longestSleepNanos() {
        return busy.isEmpty() ? Long.MAX_VALUE : RETRY_NANOS;
    }

    /** Whether all that was started has been handed to the transports. */
    public boolean isIdle() {
        return busy.isEmpty();
    }

    // ---- the end of a part ----

    /** Ends the receives and probes in those contexts that no message has matched: who began them has left. */
    public void end(LongPredicate contexts, Failure why) {
        assert progress.isDriver();
        for (RecvOp op : posted.select(op -> contexts.test(op.context))) {
            if (op.entry.isQueued()) {
                posted.remove(op.entry);
                finish(op, why);
            }
        }
        probes.end(contexts, why);
    }

    /** Opens the link to a peer if it is not open, so that its transport finds out whether the peer lives. */
    public void touch(int rank) {
        assert progress.isDriver();
        Peer _ = peer(rank);
    }

    // ---- failures ----

    private static Failure lost(Peer peer) {
        return new Failure(ErrorClass.PROC_FAILED, "rank " + peer.rank + " of the job cannot be reached: " + peer.broken);
    }

    /**
     * Fails what waits for that peer. Where messages were lost whose sends are done already, no operation is left to tell it, and whoever waits for
     * them would wait for ever: then all that this rank waits for fails, now and later.
     */
    @Override
    public void broken(int rank, String why, boolean lossy) {
        Peer peer = peer(rank);
        if (peer.broken != null) {
            return;
        }
        peer.broken = why;
        Failure failure = lost(peer);
        Set<Operation> affected = Collections.newSetFromMap(new IdentityHashMap<>());
        peer.drop(affected::add);
        table.forEach(op -> {
            if (op.peer == rank) {
                affected.add(op);
            }
        });
        posted.forEach(op -> {
            if (op.peer == rank || op.peer < 0) {
                affected.add(op);
            }
        });
        for (Operation op : affected) {
            if (op instanceof RecvOp recv && recv.entry.isQueued()) {
                posted.remove(recv.entry);
            }
            finish(op, failure);
        }
        probes.lose(rank, failure);
        if (lossy) {
            progress.poison(new Failure(ErrorClass.PROC_FAILED, "messages that had been sent are lost: " + failure.detail()));
        }
    }
}
