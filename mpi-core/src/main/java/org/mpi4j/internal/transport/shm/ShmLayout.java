package org.mpi4j.internal.transport.shm;

import java.util.Optional;

/**
 * The shared segment of one host: a header with a few words of each local rank, which all map, then one inbox for each, of which a rank
 * maps its own, the rings of the peers that it sends to, and the chunks of those that it sends large messages to; then {@link ShmPanel panels}, which a rank
 * maps whole when a communicator of its makes collective calls. Immutable.
 *
 * <pre>
 *   segment   0  magic 64 | version 32 | inboxes 32 | ring bytes 32 | chunk bytes 32 | chunks 32 | job's length 32 | secret 64 | job 216 bytes
 *           256  words of rank 0
 *           384  words of rank 1 …
 *                inbox 0
 *                inbox 1 …
 *                panels
 *
 *   words     0  port 32 of its doorbell                        written by the rank before it first sleeps
 *
 *   inbox     0  tail 64, whose low 6 bits are flags            written by senders (CAS), and by the owner for the flags
 *           128  head 64                                        written by the owner
 *           136  wanted 64: bit (local rank mod 64) of senders  set by senders that sleep for want of room, cleared by the owner
 *           256  used 64: bit i is set while chunk i is taken   set by senders (CAS), cleared by the owner
 *           384  the ring (a power of two), see {@link ShmRecord}
 *                the chunks
 * </pre>
 *
 * <p>What different ranks write stands 128 bytes apart, for processors fetch cache lines in pairs. Zeros everywhere are an empty,
 * open, awake inbox. Head and tail count bytes since the start and never wrap; head is at most tail, and tail at most head plus the ring.
 *
 * @param inboxes how many local ranks there are
 * @param ringBytes a power of two
 * @param chunkBytes a multiple of 128
 * @param chunks how many chunks each inbox has, 1 to 64
 */
public record ShmLayout(int inboxes, int ringBytes, int chunkBytes, int chunks) {
    static final long MAGIC = 0x4D50_4934_4A53_484DL;
    static final int VERSION = 5;

    static final long MAGIC_AT = 0;
    static final long VERSION_AT = 8;
    static final long INBOXES_AT = 12;
    static final long RING_BYTES_AT = 16;
    static final long CHUNK_BYTES_AT = 20;
    static final long CHUNKS_AT = 24;
    static final long JOB_LENGTH_AT = 28;
    static final long SECRET_AT = 32;
    static final long JOB_AT = 40;
    static final int JOB_MAX_BYTES = 216;
    static final long RANKS_AT = 256;

    static final long PORT = 0;
    private static final long RANK_BYTES = 128;

    static final long TAIL = 0;
    static final long HEAD = 128;
    static final long WANTED = 136;
    static final long USED = 256;
    static final long RING = 384;

    /** In the tail: the owner sleeps, and the sender that clears this must wake it. */
    static final long SLEEPING = 1;

    /** In the tail: the owner has closed its inbox. */
    static final long CLOSED = 2;

    /** The bits of the tail that are flags. */
    static final long FLAGS = 63;

    private static final int USUAL_RING_BYTES = 1 << 20;
    private static final int USUAL_RINGS_BYTES = 8 << 20;
    private static final int CROWDED_RING_BYTES = 256 << 10;
    private static final int FEW_INBOXES = 32;
    static final int MIN_RING_BYTES = 16 << 10;
    static final int MAX_RING_BYTES = 64 << 20;
    static final int MIN_CHUNK_BYTES = 4 << 10;
    static final int MAX_CHUNK_BYTES = 16 << 20;
    static final int MAX_CHUNKS = 64;
    private static final int MAX_INBOXES = 1 << 16;

    public ShmLayout {
        if (inboxes < 1 || inboxes > MAX_INBOXES) {
            throw new IllegalArgumentException("bad number of inboxes: inboxes=" + inboxes);
        }
        if (Integer.bitCount(ringBytes) != 1 || ringBytes < MIN_RING_BYTES || ringBytes > MAX_RING_BYTES) {
            throw new IllegalArgumentException("bad ring: ringBytes=" + ringBytes);
        }
        if (chunkBytes < 1 || (chunkBytes & 127) != 0 || chunkBytes > MAX_CHUNK_BYTES) {
            throw new IllegalArgumentException("bad chunk: chunkBytes=" + chunkBytes);
        }
        if (chunks < 1 || chunks > MAX_CHUNKS) {
            throw new IllegalArgumentException("bad number of chunks: chunks=" + chunks);
        }
    }

    /**
     * The nearest layout that is allowed to these wishes, such as a user's settings.
     *
     * @param ringBytes negative for what suits so many ranks
     * @param chunks negative for what suits so many ranks
     */
    public static ShmLayout near(int inboxes, long ringBytes, long chunkBytes, long chunks) {
        long wanted = ringBytes >= 0 ? ringBytes : usualRingBytes(inboxes);
        int ring = Math.clamp(wanted, MIN_RING_BYTES, MAX_RING_BYTES);
        int chunk = (Math.clamp(chunkBytes, MIN_CHUNK_BYTES, MAX_CHUNK_BYTES) + 127) & -128;
        long count = chunks >= 0 ? chunks : inboxes <= FEW_INBOXES ? MAX_CHUNKS : MAX_CHUNKS / 2;
        return new ShmLayout(inboxes, Integer.highestOneBit(ring), chunk, Math.clamp(count, 1, MAX_CHUNKS));
    }

    /**
     * As large as a core's own cache, since what its reader has just read is better not overwritten at once; but a rank that talks to all maps 8 MiB of rings,
     * or more where a ring has to hold a small message of each rank at once.
     */
    private static int usualRingBytes(int inboxes) {
        int oneOfEach = Integer.highestOneBit(2 * inboxes - 1) * ShmRecord.SLOT_BYTES;
        return Math.max(Math.min(USUAL_RING_BYTES, USUAL_RINGS_BYTES / inboxes), Math.min(CROWDED_RING_BYTES, oneOfEach));
    }

    /** This layout, with smaller rings and fewer chunks if need be; empty if the smallest is too large as well. */
    public Optional<ShmLayout> fitting(long availableBytes) {
        ShmLayout layout = this;
        while (layout.sizeBytes() > availableBytes) {
            boolean fewerChunks = layout.chunks > 1 && (long) layout.chunks * layout.chunkBytes >= layout.ringBytes;
            if (fewerChunks || (layout.ringBytes == MIN_RING_BYTES && layout.chunks > 1)) {
                layout = new ShmLayout(inboxes, layout.ringBytes, chunkBytes, layout.chunks / 2);
            } else if (layout.ringBytes > MIN_RING_BYTES) {
                layout = new ShmLayout(inboxes, layout.ringBytes / 2, chunkBytes, layout.chunks);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(layout);
    }

    /** The largest payload that stands in the ring itself: so small that several fit. */
    int maxInlineBytes() {
        return Math.min(ShmRecord.MAX_INLINE_BYTES, ringBytes / 4 - ShmRecord.LONG_PAYLOAD_AT);
    }

    /** The bytes of the whole segment. */
    public long sizeBytes() {
        return panelsAt() + panelsBytes();
    }

    /** Where the panels of all ranks begin in the segment. */
    long panelsAt() {
        return inboxAt(inboxes);
    }

    /** The bytes of the panels of all ranks. */
    long panelsBytes() {
        return ShmPanel.bytesOfAll(inboxes);
    }

    boolean hasPanels() {
        return panelsBytes() > 0;
    }

    /** The bytes of the header with the words of all ranks. */
    long headerBytes() {
        return rankAt(inboxes);
    }

    /** The bytes of one inbox, a multiple of 128. */
    public long inboxBytes() {
        return chunksAt() + chunksBytes();
    }

    /** The bytes of an inbox's chunks. */
    long chunksBytes() {
        return (long) chunks * chunkBytes;
    }

    /** Where a rank's words begin in the segment. */
    long rankAt(int localRank) {
        return RANKS_AT + localRank * RANK_BYTES;
    }

    /** Where an inbox begins in the segment. */
    long inboxAt(int localRank) {
        return headerBytes() + localRank * inboxBytes();
    }

    /** Where the chunks begin in an inbox. */
    long chunksAt() {
        return RING + ringBytes;
    }

    /** The bits of all chunks. */
    long allChunks() {
        return -1L >>> (MAX_CHUNKS - chunks);
    }
}
