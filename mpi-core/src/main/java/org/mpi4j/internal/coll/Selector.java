package org.mpi4j.internal.coll;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;
import org.mpi4j.spi.Board;

/**
 * Which algorithm serves which shape; nobody else decides. Immutable. All ranks must come to the same choice, so it depends on nothing but what all of
 * them know. A setting may name the algorithm; where that one cannot serve, the choice is as without it.
 */
public final class Selector {
    enum Barrier {
        BOARD,
        DISSEMINATION,
        LINEAR
    }

    enum Bcast {
        BOARD,
        LINEAR,
        BINOMIAL,
        CHAIN,
        SCATTER_RING
    }

    enum Gather {
        BOARD,
        BINOMIAL,
        LINEAR
    }

    enum Scatter {
        BOARD,
        BINOMIAL,
        LINEAR
    }

    enum Allgather {
        BOARD,
        BRUCK,
        RING,
        SPREAD,
        RECURSIVE_DOUBLING
    }

    enum Alltoall {
        BOARD,
        BRUCK,
        SPREAD,
        PAIRWISE
    }

    enum Reduce {
        BOARD,
        BOARD_PARTS,
        LINEAR,
        BINOMIAL,
        CHAIN
    }

    enum Allreduce {
        BOARD,
        BOARD_PARTS,
        LINEAR,
        RECURSIVE_DOUBLING,
        RABENSEIFNER,
        RING
    }

    enum ReduceScatter {
        DOUBLING,
        HALVING,
        PAIRWISE
    }

    /** Below, a message costs its latency and a tree has the fewest rounds; from here on, a pipeline of segments hides them. */
    static final long BCAST_TREE_BYTES = 64 << 10;

    /** From here on, a pipeline has enough segments to be full most of the time; before, with many ranks, parts on a ring are faster. */
    static final long BCAST_CHAIN_BYTES = 512 << 10;

    /** With fewer ranks, the parts of a scatter are not worth their rounds. */
    static final int BCAST_RING_SIZE = 8;

    /** Below, a tree saves the root one message a rank; above, blocks that pass through other ranks cost more than the messages. */
    static final long TREE_BLOCK_BYTES = 4 << 10;

    /** Of all blocks. Below, the fewest rounds win; above, Bruck's copies cost more than rounds. */
    static final long ALLGATHER_BRUCK_BYTES = 64 << 10;

    /** Of all blocks. Above, neighbours only, so that no link carries two messages at once. */
    static final long ALLGATHER_DOUBLING_BYTES = 512 << 10;

    /** Below, log p messages of many blocks win over p messages of one. */
    static final long ALLTOALL_BRUCK_BYTES = 256;

    /** With fewer ranks, Bruck has as many messages and more copies. */
    static final int ALLTOALL_BRUCK_SIZE = 8;

    /** Below, many messages at once hide latency; above, one at a time keeps each link and its buffers to one message. */
    static final long ALLTOALL_SPREAD_BYTES = 32 << 10;

    static final long REDUCE_TREE_BYTES = 64 << 10;

    /** Below, log p rounds of the whole vector; above, twice the rounds with parts of it. */
    static final long ALLREDUCE_DOUBLING_BYTES = 4 << 10;

    /** Above, where a fold would send the whole vector twice more, the ring's rounds are the cheaper. */
    static final long ALLREDUCE_RING_BYTES = 256 << 10;

    /** Of all blocks; for an operation that does not commute. */
    static final long REDUCE_SCATTER_DOUBLING_BYTES = 4 << 10;

    /** Of all blocks. Below, log p rounds; above, a rank sends and reduces each block only once, with little temporary memory. */
    static final long REDUCE_SCATTER_HALVING_BYTES = 512 << 10;

    /** Up to so many ranks that share cores, one rank serves all others in turn, and each sends to all. Of more it would be the bottleneck, but where there are very few cores. */
    static final int LINEAR_SIZE = 32;

    /** Below, for ranks that share cores, it costs less to copy for all than to let one rank run after the other. */
    static final long LINEAR_BYTES = 16 << 10;

    /** Of the vectors of all ranks that one rank serves. Below, it copies them all in less time than it takes to let one rank run after the other. */
    static final long SERVED_BYTES = 2 << 20;

    /** Up to here, ranks with a core each read data out of one post; above, it lies in the cache of the other core each time, and messages go round more memory. */
    static final long BOARD_BYTES = 2 << 10;

    /** The same for reductions, which read posts where they lie and so copy less. */
    static final long BOARD_REDUCTION_BYTES = 4 << 10;

    /** From here on, for the same reason, two ranks with a core each. */
    static final long BOARD_ALLREDUCE_BYTES = 64 << 10;

    static final long BOARD_REDUCE_BYTES = 512 << 10;

    /** Up to here, each of several ranks adds up all of a vector; above, a part of it, though that takes a round more. */
    static final long WHOLE_BYTES = 4 << 10;

    /** Ranks that share cores let each other run once for all pieces that a panel holds. */
    static final long SHARED_BOARD_PIECES = Board.DEPTH;

    /** The ranks that the sizes here are for. Where one of two algorithms has a round for each rank, or each, more ranks need as much more to be worth it. */
    static final int RANKS = 8;

    private final int cores;
    private final long boardBytes;
    private final @Nullable Barrier barrier;
    private final @Nullable Bcast bcast;
    private final @Nullable Gather gather;
    private final @Nullable Scatter scatter;
    private final @Nullable Allgather allgather;
    private final @Nullable Alltoall alltoall;
    private final @Nullable Reduce reduce;
    private final @Nullable Allreduce allreduce;
    private final @Nullable ReduceScatter reduceScatter;
    private final long segmentBytes;

    /**
     * Made once for each communicator.
     *
     * @param cores how many cores serve the ranks, or more; where they are fewer than ranks, what counts is how often a rank has to run, and not how
     *     many messages one sends
     * @param boardBytes the most of one post on the ranks' board; 0 if they have none
     * @throws MpiException if a setting names an algorithm that the operation does not have
     */
    public Selector(Settings settings, int cores, int boardBytes) {
        this.cores = cores;
        this.boardBytes = boardBytes;
        barrier = named(settings, Setting.COLL_BARRIER, Barrier.class);
        bcast = named(settings, Setting.COLL_BCAST, Bcast.class);
        gather = named(settings, Setting.COLL_GATHER, Gather.class);
        scatter = named(settings, Setting.COLL_SCATTER, Scatter.class);
        allgather = named(settings, Setting.COLL_ALLGATHER, Allgather.class);
        alltoall = named(settings, Setting.COLL_ALLTOALL, Alltoall.class);
        reduce = named(settings, Setting.COLL_REDUCE, Reduce.class);
        allreduce = named(settings, Setting.COLL_ALLREDUCE, Allreduce.class);
        reduceScatter = named(settings, Setting.COLL_REDUCE_SCATTER, ReduceScatter.class);
        segmentBytes = Math.max(1, settings.bytes(Setting.COLL_SEGMENT));
    }

    /** Of ranks without a board. */
    public Selector(Settings settings, int cores) {
        this(settings, cores, 0);
    }

    long boardBytes() {
        return boardBytes;
    }

    /** Whether ranks that have a board use it for so many bytes of each. */
    private boolean usesBoard(int size, long bytes) {
        return usesBoard(size, bytes, BOARD_BYTES);
    }

    private boolean usesBoard(int size, long bytes, long mostOnOwnCores) {
        return boardBytes > 0 && bytes <= (shareCores(size) ? SHARED_BOARD_PIECES * boardBytes : Math.min(mostOnOwnCores, boardBytes));
    }

    /** The same for a reduction of vectors that two ranks use it for from so many bytes on, too. */
    private boolean reducesOnBoard(int size, long bytes, long leastOfTwo) {
        return usesBoard(size, bytes, BOARD_REDUCTION_BYTES) || (boardBytes > 0 && size == 2 && bytes >= leastOfTwo);
    }

    /** The same where a block for each rank is in one post. */
    private boolean postsBlocks(int size, long blockBytes) {
        return usesBoard(size, size * blockBytes) && size * blockBytes <= boardBytes;
    }

    private boolean canServe(boolean isBoard) {
        return !isBoard || boardBytes > 0;
    }

    long segmentBytes() {
        return segmentBytes;
    }

    private boolean shareCores(int size) {
        return cores < size && size > 2;
    }

    /** Whether each rank sends to all others. */
    private boolean spreads(int size, long bytes) {
        return runsOnce(size) && bytes <= LINEAR_BYTES;
    }

    /** Whether a rank had better do all that it can while it has a core. */
    private boolean runsOnce(int size) {
        return shareCores(size) && size <= LINEAR_SIZE;
    }

    /**
     * Whether one rank serves all others. All in all that is two messages a rank, where rounds take log p: with no more cores than rounds,
     * nothing is gained by more ranks than one at work.
     */
    private boolean servesAll(int size, long bytes) {
        boolean fewCores = cores < Integer.SIZE - 1 && 1 << cores <= size;
        long most = size <= LINEAR_SIZE ? SERVED_BYTES : fewCores ? LINEAR_BYTES * LINEAR_SIZE : 0;
        return shareCores(size) && most > 0 && bytes <= most / size;
    }

    Barrier barrier(int size) {
        if (barrier != null && canServe(barrier == Barrier.BOARD)) {
            return barrier;
        }
        if (usesBoard(size, 0)) {
            return Barrier.BOARD;
        }
        return servesAll(size, 0) ? Barrier.LINEAR : Barrier.DISSEMINATION;
    }

    Bcast bcast(int size, long bytes) {
        if (bcast != null && canServe(bcast == Bcast.BOARD)) {
            return bcast;
        }
        if (usesBoard(size, bytes)) {
            return Bcast.BOARD;
        }
        if (servesAll(size, bytes)) {
            return Bcast.LINEAR;
        }
        if (size <= 2 || shareCores(size) || bytes < atScale(BCAST_TREE_BYTES, size)) {
            return Bcast.BINOMIAL;
        }
        return size >= BCAST_RING_SIZE && bytes < atScale(BCAST_CHAIN_BYTES, size) ? Bcast.SCATTER_RING : Bcast.CHAIN;
    }

    Gather gather(int size, long blockBytes) {
        if (gather != null && canServe(gather == Gather.BOARD)) {
            return gather;
        }
        if (usesBoard(size, blockBytes)) {
            return Gather.BOARD;
        }
        return size > 2 && blockBytes <= TREE_BLOCK_BYTES && !servesAll(size, blockBytes) ? Gather.BINOMIAL : Gather.LINEAR;
    }

    Scatter scatter(int size, long blockBytes) {
        boolean fits = postsBlocks(size, blockBytes);
        if (scatter != null && (scatter != Scatter.BOARD || fits)) {
            return scatter;
        }
        if (fits) {
            return Scatter.BOARD;
        }
        return size > 2 && blockBytes <= TREE_BLOCK_BYTES && !servesAll(size, blockBytes) ? Scatter.BINOMIAL : Scatter.LINEAR;
    }

    /** @param uniform whether all blocks have the same count and lie one after the other */
    Allgather allgather(int size, long totalBytes, boolean uniform) {
        boolean doubles = uniform && Ring.isPowerOfTwo(size);
        boolean boards = uniform && boardBytes > 0;
        if (allgather != null && (boards || allgather != Allgather.BOARD) && (doubles || allgather != Allgather.RECURSIVE_DOUBLING)) {
            return allgather;
        }
        if (uniform && usesBoard(size, totalBytes / size)) {
            return Allgather.BOARD;
        }
        if (spreads(size, totalBytes / size)) {
            return Allgather.SPREAD;
        }
        if (doubles && totalBytes < atScale(ALLGATHER_DOUBLING_BYTES, size)) {
            return Allgather.RECURSIVE_DOUBLING;
        }
        return totalBytes < atScale(ALLGATHER_BRUCK_BYTES, size) ? Allgather.BRUCK : Allgather.RING;
    }

    Alltoall alltoall(int size, long blockBytes) {
        boolean fits = postsBlocks(size, blockBytes);
        if (alltoall != null && (alltoall != Alltoall.BOARD || fits)) {
            return alltoall;
        }
        if (fits) {
            return Alltoall.BOARD;
        }
        if (spreads(size, blockBytes)) {
            return Alltoall.SPREAD;
        }
        if (size >= ALLTOALL_BRUCK_SIZE && blockBytes <= ALLTOALL_BRUCK_BYTES) {
            return Alltoall.BRUCK;
        }
        return blockBytes <= ALLTOALL_SPREAD_BYTES || runsOnce(size) ? Alltoall.SPREAD : Alltoall.PAIRWISE;
    }

    /** No rank knows the counts of all others, so they cannot matter. */
    Alltoall alltoallv() {
        return alltoall == Alltoall.PAIRWISE ? Alltoall.PAIRWISE : Alltoall.SPREAD;
    }

    Reduce reduce(int size, int root, long bytes, boolean commutative) {
        boolean chains = commutative || ReduceChain.keepsOrder(root);
        boolean isBoard = reduce == Reduce.BOARD || reduce == Reduce.BOARD_PARTS;
        if (reduce != null && canServe(isBoard) && (chains || reduce != Reduce.CHAIN)) {
            return reduce;
        }
        if (reducesOnBoard(size, bytes, BOARD_REDUCE_BYTES)) {
            return size <= 2 || bytes <= WHOLE_BYTES ? Reduce.BOARD : Reduce.BOARD_PARTS;
        }
        if (servesAll(size, bytes)) {
            return Reduce.LINEAR;
        }
        return size > 2 && chains && bytes >= atScale(REDUCE_TREE_BYTES, size) ? Reduce.CHAIN : Reduce.BINOMIAL;
    }

    Allreduce allreduce(int size, long bytes, boolean commutative) {
        boolean keepsOrder = allreduce == Allreduce.LINEAR || allreduce == Allreduce.RECURSIVE_DOUBLING;
        boolean isBoard = allreduce == Allreduce.BOARD || allreduce == Allreduce.BOARD_PARTS;
        if (allreduce != null && canServe(isBoard) && (commutative || keepsOrder)) {
            return allreduce;
        }
        if (reducesOnBoard(size, bytes, BOARD_ALLREDUCE_BYTES)) {
            return size <= 2 || bytes <= WHOLE_BYTES ? Allreduce.BOARD : Allreduce.BOARD_PARTS;
        }
        if (servesAll(size, bytes)) {
            return Allreduce.LINEAR;
        }
        if (!commutative) {
            return Allreduce.RECURSIVE_DOUBLING;
        }
        if (size <= 2 || bytes < ALLREDUCE_DOUBLING_BYTES) {
            return Allreduce.RECURSIVE_DOUBLING;
        }
        return Ring.isPowerOfTwo(size) || bytes < atScale(ALLREDUCE_RING_BYTES, size) ? Allreduce.RABENSEIFNER : Allreduce.RING;
    }

    ReduceScatter reduceScatter(int size, long totalBytes, boolean commutative) {
        if (reduceScatter != null && (commutative || reduceScatter != ReduceScatter.HALVING)) {
            return reduceScatter;
        }
        if (commutative) {
            return totalBytes < atScale(REDUCE_SCATTER_HALVING_BYTES, size) ? ReduceScatter.HALVING : ReduceScatter.PAIRWISE;
        }
        return totalBytes < atScale(REDUCE_SCATTER_DOUBLING_BYTES, size) ? ReduceScatter.DOUBLING : ReduceScatter.PAIRWISE;
    }

    private static long atScale(long bytes, int size) {
        return bytes / RANKS * Math.max(RANKS, size);
    }

    private static <E extends Enum<E>> @Nullable E named(Settings settings, Setting setting, Class<E> algorithms) {
        String value = settings.get(setting).toLowerCase(Locale.ROOT);
        if (value.equals("auto")) {
            return null;
        }
        for (E algorithm : algorithms.getEnumConstants()) {
            if (name(algorithm).equals(value)) {
                return algorithm;
            }
        }
        String all = Arrays.stream(algorithms.getEnumConstants()).map(Selector::name).collect(Collectors.joining(", "));
        throw new MpiException(
                ErrorClass.ARG,
                "setting " + setting.key() + " (" + setting.variable() + "): value='" + value + "' is not one of auto, " + all);
    }

    /** As a setting has it. */
    static String name(Enum<?> algorithm) {
        return algorithm.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
