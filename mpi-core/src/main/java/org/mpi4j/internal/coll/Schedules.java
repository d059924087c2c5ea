package org.mpi4j.internal.coll;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.mpi4j.internal.settings.Settings;

/**
 * The schedules of one rank of one communicator, one method an operation. Thread-safe. Those that depend on a few numbers only are kept, so that an
 * operation that is repeated pays for a look-up without lock or allocation.
 *
 * <p>Counts are in elements of the datatype of the buffer they belong to, and 0 if that datatype's size is 0. {@code blockBytes} and {@code elementBytes}
 * are sizes, not extents. A count of a buffer that does not matter (the send buffer of an operation in place, the receive buffer of a gather elsewhere
 * than at the root) may be any.
 */
public final class Schedules {
    private static final int KEPT = 64;

    private final int rank;
    private final int size;
    private final Selector selector;
    private final Schedule barrier;
    private final AtomicReferenceArray<@Nullable Kept> kept = new AtomicReferenceArray<>(KEPT);

    private record Kept(Shape shape, Schedule schedule) {}

    /**
     * Made once for each communicator.
     *
     * @param cores how many cores serve the communicator's ranks, or more; the same at all its ranks
     * @param boardBytes the most of one post on its board; 0 for schedules that use none
     * @throws org.mpi4j.MpiException if a setting names an algorithm that there is not
     */
    public Schedules(int rank, int size, int cores, int boardBytes, Settings settings) {
        if (rank < 0 || rank >= size || size > 1 << 30) {
            throw new IllegalArgumentException("schedules: rank=" + rank + ", size=" + size);
        }
        this.rank = rank;
        this.size = size;
        this.selector = new Selector(settings, cores, boardBytes);
        this.barrier = Algorithms.schedule(selector, Shape.BARRIER, rank, size).named("barrier");
    }

    public Schedule barrier() {
        return barrier;
    }

    /**
     * The buffer is {@code RECV} everywhere. Its places are packed bytes, since ranks may describe the same bytes by different datatypes and counts:
     * where {@link Place#count()} is not {@code bytes}, a message is a part of an element maybe.
     */
    public Schedule bcast(long bytes, int root) {
        return kept(new Shape(Shape.Operation.BCAST, 0, bytes, 1, root, false, false));
    }

    /** @param blockBytes the size of one rank's block */
    public Schedule gather(long sendCount, long recvCount, long blockBytes, int root, boolean inPlace) {
        return kept(new Shape(Shape.Operation.GATHER, sendCount, recvCount, blockBytes, root, false, inPlace));
    }

    /** @param recv where blocks belong; needed at the root only */
    public Schedule gatherv(long sendCount, @Nullable Blocks recv, int root, boolean inPlace) {
        return GatherLinear.schedule(rank, size, root, sendCount, recv, inPlace).named("gatherv");
    }

    /** @param blockBytes the size of one rank's block */
    public Schedule scatter(long sendCount, long recvCount, long blockBytes, int root, boolean inPlace) {
        return kept(new Shape(Shape.Operation.SCATTER, sendCount, recvCount, blockBytes, root, false, inPlace));
    }

    /** @param send where blocks are; needed at the root only */
    public Schedule scatterv(@Nullable Blocks send, long recvCount, int root, boolean inPlace) {
        return ScatterLinear.schedule(rank, size, root, send, recvCount, inPlace).named("scatterv");
    }

    /** @param blockBytes the size of one rank's block */
    public Schedule allgather(long sendCount, long recvCount, long blockBytes, boolean inPlace) {
        return kept(new Shape(Shape.Operation.ALLGATHER, sendCount, recvCount, blockBytes, 0, false, inPlace));
    }

    /** @param totalBytes the size of all blocks */
    public Schedule allgatherv(long sendCount, Blocks recv, long totalBytes, boolean inPlace) {
        return Algorithms.allgatherv(selector, sendCount, recv, totalBytes, inPlace, rank, size).named("allgatherv");
    }

    /** @param blockBytes the size of the block from one rank to another */
    public Schedule alltoall(long sendCount, long recvCount, long blockBytes, boolean inPlace) {
        return kept(new Shape(Shape.Operation.ALLTOALL, sendCount, recvCount, blockBytes, 0, false, inPlace));
    }

    /** In place if {@code send} is null; then two ranks have the same count for each other. */
    public Schedule alltoallv(@Nullable Blocks send, Blocks recv) {
        if (send == null) {
            return AlltoallInPlace.schedule(rank, size, recv).named("alltoallv");
        }
        return Algorithms.alltoallv(selector, send, recv, rank, size).named("alltoallv");
    }

    /** Blocks for each destination and of each source, in their order. */
    public Schedule neighbors(Neighbors neighbors, Blocks send, Blocks recv) {
        return NeighborSpread.schedule(rank, neighbors, send, recv).named("neighbor exchange");
    }

    /** In place: at the root, the operand is in {@code RECV}; elsewhere it is in {@code SEND} always. */
    public Schedule reduce(long count, long elementBytes, boolean commutative, int root, boolean inPlace) {
        return kept(new Shape(Shape.Operation.REDUCE, 0, count, elementBytes, root, commutative, inPlace));
    }

    public Schedule allreduce(long count, long elementBytes, boolean commutative, boolean inPlace) {
        return kept(new Shape(Shape.Operation.ALLREDUCE, 0, count, elementBytes, 0, commutative, inPlace));
    }

    /**
     * @param counts elements of each rank's block of the result; the operand is all blocks, one after the other, and in place the result is left at the
     *     begin of {@code RECV}
     */
    public Schedule reduceScatter(long[] counts, long elementBytes, boolean commutative, boolean inPlace) {
        return Algorithms.reduceScatter(selector, Blocks.packed(counts), elementBytes, commutative, inPlace, rank, size).named("reduceScatter");
    }

    /** @param count elements of one rank's block */
    public Schedule reduceScatterBlock(long count, long elementBytes, boolean commutative, boolean inPlace) {
        return kept(new Shape(Shape.Operation.REDUCE_SCATTER_BLOCK, 0, count, elementBytes, 0, commutative, inPlace));
    }

    public Schedule scan(long count, long elementBytes, boolean commutative, boolean inPlace) {
        return kept(new Shape(Shape.Operation.SCAN, 0, count, elementBytes, 0, commutative, inPlace));
    }

    /** Leaves {@code RECV} of rank 0 as it is. */
    public Schedule exscan(long count, long elementBytes, boolean commutative, boolean inPlace) {
        return kept(new Shape(Shape.Operation.EXSCAN, 0, count, elementBytes, 0, commutative, inPlace));
    }

    private Schedule kept(Shape shape) {
        int slot = shape.hash() & (KEPT - 1);
        Kept found = kept.getAcquire(slot);
        if (found != null && found.shape.equals(shape)) {
            return found.schedule;
        }
        Schedule schedule = Algorithms.schedule(selector, shape, rank, size).named(shape.operation().word());
        kept.setRelease(slot, new Kept(shape, schedule));
        return schedule;
    }
}
