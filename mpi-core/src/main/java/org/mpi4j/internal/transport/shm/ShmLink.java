package org.mpi4j.internal.transport.shm;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.mpi4j.spi.Link;

/**
 * The sender's side of a peer's inbox. Confined to the sender's driver.
 *
 * <p>A sender claims room by moving the tail, fills it, and publishes the record by its first word. If the claim found the owner
 * asleep, it cleared that flag and rings when the record is there. An owner that looks for records before it sleeps looks at the
 * tail, so a record that is claimed but not yet published keeps it awake; hence no fence is needed between publishing and looking.
 */
final class ShmLink implements Link {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle().withInvokeExactBehavior();

    /** How often a sender asks for more free chunks than one, after all were taken; other senders may take them first. */
    private static final int TRIES_FOR_MORE = 1_000;

    /** What a claim returns when there is no room. All others are positions with flags, and not negative. */
    private static final long REFUSED = -1;

    private final ShmTransport transport;
    private final MemorySegment memory;
    private final ShmSegment segment;
    private final int localPeer;
    private final int sender;
    private @Nullable MemorySegment chunks;
    private final int ringBytes;
    private final int maxInlineBytes;
    private final long secret;
    private final int chunkBytes;
    private final long allChunks;
    private final boolean goesRound;
    private final int enoughChunks;
    private long knownHead;
    private int nextChunk;
    private int triesForMore;
    private int wantedBytes;
    private boolean refused;

    /** @throws IOException if the peer's inbox cannot be mapped */
    ShmLink(ShmTransport transport, ShmSegment segment, int localPeer, int sender, boolean sharesCores) throws IOException {
        ShmLayout layout = segment.layout();
        this.transport = transport;
        this.memory = segment.ring(localPeer);
        this.segment = segment;
        this.localPeer = localPeer;
        this.sender = sender;
        ringBytes = layout.ringBytes();
        maxInlineBytes = layout.maxInlineBytes();
        secret = segment.secret();
        chunkBytes = layout.chunkBytes();
        allChunks = layout.allChunks();
        goesRound = !sharesCores;
        enoughChunks = goesRound ? Math.max(1, layout.chunks() / 4) : 1;
        knownHead = (long) LONG.getAcquire(memory, ShmLayout.HEAD);
    }

    @Override
    public int maxPayload() {
        return chunkBytes;
    }

    @Override
    public boolean trySend(long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {
        assert transport.driving() : "trySend outside of the driver";
        assert length >= 0 && length <= chunkBytes : "length=" + length;
        boolean taken = length <= maxInlineBytes
                ? trySendInline(w0, w1, w2, w3, payload, offset, length)
                : trySendChunk(w0, w1, w2, w3, payload, offset, length);
        if (taken == refused) {
            setRefused(!taken, length);
        }
        return taken;
    }

    private boolean trySendInline(long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {
        int bytes = ShmRecord.inlineBytes(length);
        long claim = claim(bytes);
        if ((claim & ShmLayout.CLOSED) != 0) {
            return claim != REFUSED;
        }
        long position = claim & ~ShmLayout.FLAGS;
        if (length != 0) {
            copyIn(payload, offset, position, bytes, length);
        }
        publish(claim, ShmRecord.word(ShmRecord.INLINE, 0, sender, length), w0, w1, w2, w3);
        return true;
    }

    private void copyIn(MemorySegment payload, long offset, long position, int bytes, int length) {
        boolean copied = false;
        try {
            MemorySegment.copy(payload, offset, memory, at(position) + ShmRecord.payloadAt(length), length);
            copied = true;
        } finally {
            if (!copied) {
                skip(position, bytes);
            }
        }
    }

    private boolean trySendChunk(long w0, long w1, long w2, long w3, MemorySegment payload, long offset, int length) {
        MemorySegment into = chunks != null ? chunks : mapChunks();
        if (into == null) {
            return false;
        }
        int chunk = takeChunk();
        if (chunk < 0) {
            return isClosed();
        }
        boolean published = false;
        try {
            MemorySegment.copy(payload, offset, into, (long) chunk * chunkBytes, length);
            long claim = claim(ShmRecord.SLOT_BYTES);
            if ((claim & ShmLayout.CLOSED) == 0) {
                publish(claim, ShmRecord.word(ShmRecord.CHUNK, chunk, sender, length), w0, w1, w2, w3);
                published = true;
            }
            return claim != REFUSED;
        } finally {
            if (!published) {
                long _ = (long) LONG.getAndBitwiseAnd(memory, ShmLayout.USED, ~(1L << chunk));
            }
        }
    }

    private @Nullable MemorySegment mapChunks() {
        try {
            chunks = segment.chunks(localPeer);
        } catch (IOException e) {
            transport.lose(localPeer, e);
        }
        return chunks;
    }

    /**
     * Claims room for a record, after a padding record where it would not fit before the ring's end.
     *
     * @return the record's position and the flags that the tail had; REFUSED (which has CLOSED set) if there is no room
     */
    private long claim(int bytes) {
        long tail = (long) LONG.getAcquire(memory, ShmLayout.TAIL);
        while (true) {
            if ((tail & ShmLayout.CLOSED) != 0) {
                return ShmLayout.CLOSED;
            }
            long position = tail & ~ShmLayout.FLAGS;
            int toEnd = ringBytes - (int) (position & (ringBytes - 1));
            int padding = bytes <= toEnd ? 0 : toEnd;
            long next = position + padding + bytes;
            if (next - knownHead > ringBytes && next - refreshHead() > ringBytes) {
                return REFUSED;
            }
            long seen = (long) LONG.compareAndExchange(memory, ShmLayout.TAIL, tail, next);
            if (seen == tail) {
                if (padding != 0) {
                    skip(position, padding);
                }
                return tail + padding;
            }
            tail = seen;
        }
    }

    private long refreshHead() {
        knownHead = (long) LONG.getAcquire(memory, ShmLayout.HEAD);
        return knownHead;
    }

    /** Makes the owner skip what was claimed here. */
    private void skip(long position, int bytes) {
        long at = at(position);
        LONG.set(memory, at + ShmRecord.WORD_AT, ShmRecord.word(ShmRecord.PADDING, 0, sender, bytes));
        LONG.setRelease(memory, at, ShmRecord.stamp(position, secret));
    }

    private void publish(long claim, long word, long w0, long w1, long w2, long w3) {
        long position = claim & ~ShmLayout.FLAGS;
        long at = at(position);
        LONG.set(memory, at + ShmRecord.WORD_AT, word);
        LONG.set(memory, at + ShmRecord.HEADER_AT, w0);
        LONG.set(memory, at + ShmRecord.HEADER_AT + 8, w1);
        LONG.set(memory, at + ShmRecord.HEADER_AT + 16, w2);
        LONG.set(memory, at + ShmRecord.HEADER_AT + 24, w3);
        LONG.setRelease(memory, at, ShmRecord.stamp(position, secret));
        if ((claim & ShmLayout.SLEEPING) != 0) {
            transport.ring(localPeer);
        }
    }

    private long at(long position) {
        return ShmLayout.RING + (position & (ringBytes - 1));
    }

    /**
     * Takes the next free chunk after the one taken last; -1 if there is none, or nobody would read it. Not one that the owner has just
     * emptied: it lies in that core's own cache, from which it would have to be fetched to be overwritten. So, once all have been taken, none
     * is for a while, until there are some. But where ranks share cores, the lowest: the cache that it lies in may be this core's own.
     */
    private int takeChunk() {
        long used = (long) LONG.getAcquire(memory, ShmLayout.USED);
        while (true) {
            long free = ~used & allChunks;
            if (free == 0 || isClosed()) {
                triesForMore = TRIES_FOR_MORE;
                return -1;
            }
            if (triesForMore > 0 && Long.bitCount(free) < enoughChunks) {
                triesForMore--;
                return -1;
            }
            triesForMore = 0;
            long after = free & (-1L << nextChunk);
            int chunk = Long.numberOfTrailingZeros(after != 0 ? after : free);
            long seen = (long) LONG.compareAndExchange(memory, ShmLayout.USED, used, used | 1L << chunk);
            if (seen == used) {
                nextChunk = goesRound ? chunk + 1 : 0;
                return chunk;
            }
            used = seen;
        }
    }

    private boolean isClosed() {
        return ((long) LONG.getAcquire(memory, ShmLayout.TAIL) & ShmLayout.CLOSED) != 0;
    }

    private void setRefused(boolean nowRefused, int length) {
        refused = nowRefused;
        wantedBytes = length;
        transport.refused(this, nowRefused);
    }

    /**
     * Asks the owner to ring this rank when it has made room.
     *
     * @return false if there is room already, or nobody to make it; the link then no longer counts as refused
     */
    boolean awaitRoom() {
        long _ = (long) LONG.getAndBitwiseOr(memory, ShmLayout.WANTED, 1L << sender);
        boolean wantsChunk = wantedBytes > maxInlineBytes;
        long used = (long) LONG.getVolatile(memory, ShmLayout.USED);
        long tail = (long) LONG.getVolatile(memory, ShmLayout.TAIL);
        long ringFree = ringBytes - ((tail & ~ShmLayout.FLAGS) - refreshHead());
        long ringWanted = 2L * ShmRecord.inlineBytes(wantsChunk ? 0 : wantedBytes);
        boolean room = ringFree >= ringWanted && (!wantsChunk || (~used & allChunks) != 0);
        if (room || (tail & ShmLayout.CLOSED) != 0) {
            setRefused(false, 0);
            return false;
        }
        return true;
    }
}
