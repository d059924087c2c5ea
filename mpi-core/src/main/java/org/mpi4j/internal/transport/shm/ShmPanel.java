package org.mpi4j.internal.transport.shm;

import org.mpi4j.spi.Board;

/**
 * Where panels lie in a segment, after its inboxes, and what they look like. Each rank of a host with few ranks has {@link #COUNT}: a large one, and others
 * for small posts. Stateless.
 *
 * <pre>
 *   panels    0  bit i is set while local rank i sleeps and waits for members of a board
 *           128  panels of rank 0: the large one, then the small ones
 *                panels of rank 1 …
 *
 *   panel     0  left 64: its owner reads no post up to that of this number any more
 *           128  post of the numbers 0, 4, 8 …
 *                post of the numbers 1, 5, 9 …, and so on
 *
 *   post      0  number 64; written last, with release
 *             8  word 64
 *            16  payload of up to 48 bytes
 *            64  payload of a longer one
 * </pre>
 *
 * <p>What different ranks write stands 128 bytes apart. A short post is one cache line. Numbers go on when a panel comes to another board, so that whoever
 * still looks at it never takes a new post for an old one; a panel of zeros has made no post, and left none.
 */
final class ShmPanel {
    /** One word says who of the host sleeps. */
    static final int MOST_RANKS = 64;

    static final int COUNT = 8;

    static final long SLEEPERS = 0;
    private static final long FIRST = 128;

    static final long LEFT = 0;
    private static final long POSTS = 128;
    static final long NUMBER = 0;
    static final long WORD = 8;
    private static final long SHORT_PAYLOAD_AT = 16;
    private static final long LONG_PAYLOAD_AT = 64;
    private static final int SHORT_BYTES = (int) (LONG_PAYLOAD_AT - SHORT_PAYLOAD_AT);

    private static final int MOST_POST_BYTES = 64 << 10;
    private static final int FEW_RANKS = 8;
    private static final int LEAST_POST_BYTES = 256;
    private static final int SMALL = 16;

    private ShmPanel() {}

    /** The most bytes of one post on that panel; on hosts of many ranks far fewer, since each maps the panels of all. */
    static int postBytes(int panel, int ranks) {
        int large = ranks <= FEW_RANKS ? MOST_POST_BYTES : Integer.highestOneBit(MOST_POST_BYTES * FEW_RANKS / ranks * FEW_RANKS / ranks);
        return Math.max(LEAST_POST_BYTES, panel == 0 ? large : large / SMALL);
    }

    /** From one post of a panel to the next. */
    static long stride(int panel, int ranks) {
        return LONG_PAYLOAD_AT + postBytes(panel, ranks) + 127 & -128;
    }

    /** Where the posts with this number lie from the panel's begin. */
    static long postAt(long number, long stride) {
        return POSTS + (number & (Board.DEPTH - 1)) * stride;
    }

    /** Where the payload lies in a post. */
    static long payloadAt(int bytes) {
        return bytes <= SHORT_BYTES ? SHORT_PAYLOAD_AT : LONG_PAYLOAD_AT;
    }

    /** Where a panel lies among those of all ranks. */
    static long at(int localRank, int panel, int ranks) {
        long small = bytes(1, ranks);
        long ofRank = bytes(0, ranks) + (COUNT - 1) * small;
        return FIRST + localRank * ofRank + (panel == 0 ? 0 : bytes(0, ranks) + (panel - 1) * small);
    }

    /** Bytes of all panels of so many ranks; 0 where they have none. */
    static long bytesOfAll(int ranks) {
        return ranks > MOST_RANKS ? 0 : at(ranks, 0, ranks);
    }

    private static long bytes(int panel, int ranks) {
        return POSTS + Board.DEPTH * stride(panel, ranks);
    }
}
