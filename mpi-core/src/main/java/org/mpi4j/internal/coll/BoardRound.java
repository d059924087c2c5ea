package org.mpi4j.internal.coll;

import org.jspecify.annotations.Nullable;

/**
 * A round on the {@linkplain org.mpi4j.spi.Board board}: a rank posts, if it has something to show, and waits for the posts of others; then the local steps
 * of the round may read them. Each round is one number on the board, so all ranks have as many rounds, whether or not they have something to do in them. Immutable.
 *
 * @param post what this rank shows; null for nothing
 * @param awaits whose post it waits for, or {@link #ALL} others, or {@link #NONE}
 * @param bytes of the longest post of this round, the same on all ranks
 */
record BoardRound(Step.@Nullable Post post, int awaits, int bytes) {
    static final int ALL = -1;
    static final int NONE = -2;
}
