package org.mpi4j.internal.transport.shm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import org.mpi4j.spi.FrameReceiver;

/**
 * The owner's side of its inbox. Confined to the owner's driver.
 */
final class ShmInbox {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle().withInvokeExactBehavior();
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle().withInvokeExactBehavior();

    /** How many records one poll handles at most. */
    private static final int BATCH = 32;

    private final ShmTransport transport;
    private final MemorySegment memory;
    private final int[] jobRanks;
    private final MemorySegment words;
    private final long wordsAt;
    private final long chunksAt;
    private final int ringBytes;
    private final long secret;
    private final int chunkBytes;
    private final int chunks;
    private long head;

    ShmInbox(ShmTransport transport, ShmSegment segment, int localRank, int[] jobRanks) {
        ShmLayout layout = segment.layout();
        this.transport = transport;
        this.memory = segment.inbox(localRank);
        this.jobRanks = jobRanks;
        words = segment.words();
        wordsAt = layout.rankAt(localRank);
        chunksAt = layout.chunksAt();
        ringBytes = layout.ringBytes();
        secret = segment.secret();
        chunkBytes = layout.chunkBytes();
        chunks = layout.chunks();
    }

    /** Hands the published records to the receiver, a bounded number of them. */
    int poll(FrameReceiver receiver) {
        long at = at(head);
        return (long) LONG.getAcquire(memory, at) == ShmRecord.stamp(head, secret) ? take(receiver, at) : 0;
    }

    private int take(FrameReceiver receiver, long first) {
        int handled = 0;
        long at = first;
        try {
            do {
                handled++;
                takeOne(receiver, at);
                at = at(head);
            } while (handled < BATCH && (long) LONG.getAcquire(memory, at) == ShmRecord.stamp(head, secret));
        } finally {
            release();
        }
        return handled;
    }

    private void takeOne(FrameReceiver receiver, long at) {
        long word = (long) LONG.get(memory, at + ShmRecord.WORD_AT);
        int length = ShmRecord.length(word);
        switch (ShmRecord.kind(word)) {
            case ShmRecord.INLINE -> {
                head += ShmRecord.inlineBytes(length);
                hand(receiver, ShmRecord.sender(word), at, at + ShmRecord.payloadAt(length), length);
            }
            case ShmRecord.CHUNK -> takeChunk(receiver, at, ShmRecord.sender(word), ShmRecord.chunk(word), length);
            case ShmRecord.PADDING -> head += length;
            default -> throw new IllegalStateException("not a record: word=" + Long.toHexString(word) + " head=" + head);
        }
    }

    private void takeChunk(FrameReceiver receiver, long at, int sender, int chunk, int length) {
        head += ShmRecord.SLOT_BYTES;
        try {
            hand(receiver, sender, at, chunksAt + (long) chunk * chunkBytes, length);
        } finally {
            long _ = (long) LONG.getAndBitwiseAnd(memory, ShmLayout.USED, ~(1L << chunk));
        }
    }

    private void hand(FrameReceiver receiver, int sender, long at, long payloadAt, int length) {
        long w0 = (long) LONG.get(memory, at + ShmRecord.HEADER_AT);
        long w1 = (long) LONG.get(memory, at + ShmRecord.HEADER_AT + 8);
        long w2 = (long) LONG.get(memory, at + ShmRecord.HEADER_AT + 16);
        long w3 = (long) LONG.get(memory, at + ShmRecord.HEADER_AT + 24);
        receiver.frame(jobRanks[sender], w0, w1, w2, w3, memory, payloadAt, length);
    }

    /** Gives the room of all that was taken back to the senders. */
    private void release() {
        LONG.setRelease(memory, ShmLayout.HEAD, head);
        if ((long) LONG.getOpaque(memory, ShmLayout.WANTED) != 0) {
            ringWantedOnceHalfIsFree();
        }
    }

    private void ringWantedOnceHalfIsFree() {
        long inUse = tail() - head;
        int chunksInUse = Long.bitCount((long) LONG.getVolatile(memory, ShmLayout.USED));
        if (inUse <= ringBytes / 2 && chunksInUse <= chunks / 2) {
            ringWanted();
        }
    }

    private void ringWanted() {
        long wanted = (long) LONG.getAndSet(memory, ShmLayout.WANTED, 0L);
        transport.ringAll(wanted);
    }

    /**
     * Lets the owner sleep if the inbox is empty.
     *
     * @return false if a sender has at least claimed room for a record
     */
    boolean trySleep(int port) {
        INT.setRelease(words, wordsAt + ShmLayout.PORT, port);
        long tail = head;
        while (true) {
            long seen = (long) LONG.compareAndExchange(memory, ShmLayout.TAIL, tail, tail | ShmLayout.SLEEPING);
            if (seen == tail) {
                break;
            }
            if ((seen & ~ShmLayout.FLAGS) != head) {
                return false;
            }
            tail = seen;
        }
        if ((long) LONG.getVolatile(memory, ShmLayout.WANTED) != 0) {
            ringWanted();
        }
        return true;
    }

    void wake() {
        if (((long) LONG.getAcquire(memory, ShmLayout.TAIL) & ShmLayout.SLEEPING) != 0) {
            long _ = (long) LONG.getAndBitwiseAnd(memory, ShmLayout.TAIL, ~ShmLayout.SLEEPING);
        }
    }

    /** The port of a peer's doorbell. */
    int portOf(ShmLayout layout, int localPeer) {
        return (int) INT.getAcquire(words, layout.rankAt(localPeer) + ShmLayout.PORT);
    }

    void close() {
        long _ = (long) LONG.getAndBitwiseOr(memory, ShmLayout.TAIL, ShmLayout.CLOSED);
        ringWanted();
    }

    private long tail() {
        return (long) LONG.getVolatile(memory, ShmLayout.TAIL) & ~ShmLayout.FLAGS;
    }

    private long at(long position) {
        return ShmLayout.RING + (position & (ringBytes - 1));
    }
}
