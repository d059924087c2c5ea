package org.mpi4j.internal.coll;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mpi4j.internal.settings.Setting;

/**
 * From a shape to the schedule of one rank: the one table of which file serves which operation. Stateless; pure functions, so that what a schedule costs
 * can be computed for ranks that do not exist.
 */
public final class Algorithms {
    /** Messages that a rank has under way at once where nothing but latency limits it; their buffers and unexpected messages stay few. */
    private static final int SPREAD = 32;

    private Algorithms() {}

    /** What the rank does. */
    public static Schedule schedule(Selector selector, Shape shape, int rank, int size) {
        if (shape.elementBytes() == 0) {
            return Schedule.EMPTY;
        }
        Schedule schedule = of(selector, shape, rank, size);
        return schedule.isOnBoard() ? schedule.saying(BoardCall.word(shape)) : schedule;
    }

    private static Schedule of(Selector selector, Shape shape, int rank, int size) {
        return switch (shape.operation()) {
            case BARRIER -> barrier(selector, rank, size);
            case BCAST -> bcast(selector, shape, rank, size);
            case GATHER -> gather(selector, shape, rank, size);
            case SCATTER -> scatter(selector, shape, rank, size);
            case ALLGATHER -> allgather(selector, shape, rank, size);
            case ALLTOALL -> alltoall(selector, shape, rank, size);
            case REDUCE -> reduce(selector, shape, rank, size);
            case ALLREDUCE -> allreduce(selector, shape, rank, size);
            case REDUCE_SCATTER_BLOCK ->
                reduceScatter(selector, Blocks.uniform(shape.count()), shape.elementBytes(), shape.commutative(), shape.inPlace(), rank, size);
            case SCAN -> ScanDoubling.schedule(rank, size, shape.count(), shape.commutative(), shape.inPlace());
            case EXSCAN -> ExscanDoubling.schedule(rank, size, shape.count(), shape.inPlace());
        };
    }

    /** The name of the algorithm that {@link #schedule} takes. */
    public static String name(Selector selector, Shape s, int size) {
        return switch (s.operation()) {
            case BARRIER -> Selector.name(selector.barrier(size));
            case BCAST -> Selector.name(selector.bcast(size, s.count()));
            case GATHER -> Selector.name(selector.gather(size, s.elementBytes()));
            case SCATTER -> Selector.name(selector.scatter(size, s.elementBytes()));
            case ALLGATHER -> Selector.name(selector.allgather(size, Math.multiplyExact(size, s.elementBytes()), true));
            case ALLTOALL -> {
                Selector.Alltoall algorithm = selector.alltoall(size, s.elementBytes());
                yield s.inPlace() && !takesInPlace(algorithm) ? "in-place" : Selector.name(algorithm);
            }
            case REDUCE -> Selector.name(selector.reduce(size, s.root(), s.bytes(), s.commutative()));
            case ALLREDUCE -> Selector.name(selector.allreduce(size, s.bytes(), s.commutative()));
            case REDUCE_SCATTER_BLOCK -> Selector.name(selector.reduceScatter(size, Math.multiplyExact(size, s.bytes()), s.commutative()));
            case SCAN, EXSCAN -> "doubling";
        };
    }

    /** The setting that names the operation's algorithm; empty where there is only one. */
    public static Optional<Setting> setting(Shape.Operation operation) {
        return switch (operation) {
            case SCAN, EXSCAN -> Optional.empty();
            case BARRIER -> Optional.of(Setting.COLL_BARRIER);
            case BCAST -> Optional.of(Setting.COLL_BCAST);
            case GATHER -> Optional.of(Setting.COLL_GATHER);
            case SCATTER -> Optional.of(Setting.COLL_SCATTER);
            case ALLGATHER -> Optional.of(Setting.COLL_ALLGATHER);
            case ALLTOALL -> Optional.of(Setting.COLL_ALLTOALL);
            case REDUCE -> Optional.of(Setting.COLL_REDUCE);
            case ALLREDUCE -> Optional.of(Setting.COLL_ALLREDUCE);
            case REDUCE_SCATTER_BLOCK -> Optional.of(Setting.COLL_REDUCE_SCATTER);
        };
    }

    /** What {@link #setting} may be of ranks without a board, beside {@code auto}. */
    public static List<String> names(Shape.Operation operation) {
        return switch (operation) {
            case BARRIER -> names(Selector.Barrier.values());
            case BCAST -> names(Selector.Bcast.values());
            case GATHER -> names(Selector.Gather.values());
            case SCATTER -> names(Selector.Scatter.values());
            case ALLGATHER -> names(Selector.Allgather.values());
            case ALLTOALL -> names(Selector.Alltoall.values());
            case REDUCE -> names(Selector.Reduce.values());
            case ALLREDUCE -> names(Selector.Allreduce.values());
            case REDUCE_SCATTER_BLOCK -> names(Selector.ReduceScatter.values());
            case SCAN, EXSCAN -> List.of("doubling");
        };
    }

    /** All but the board, of which ranks are asked at run time whether they have one. */
    private static List<String> names(Enum<?>[] algorithms) {
        return Arrays.stream(algorithms).map(Selector::name).filter(name -> !name.startsWith("board")).toList();
    }

    private static Schedule barrier(Selector selector, int rank, int size) {
        return switch (selector.barrier(size)) {
            case BOARD -> BarrierBoard.schedule();
            case DISSEMINATION -> BarrierDissemination.schedule(rank, size);
            case LINEAR -> BarrierLinear.schedule(rank, size);
        };
    }

    private static Schedule bcast(Selector selector, Shape s, int rank, int size) {
        return switch (selector.bcast(size, s.count())) {
            case BOARD -> BcastBoard.schedule(rank, s.root(), s.count(), selector.boardBytes());
            case LINEAR -> BcastLinear.schedule(rank, size, s.root(), s.count());
            case BINOMIAL -> BcastBinomial.schedule(rank, size, s.root(), s.count());
            case CHAIN -> BcastChain.schedule(rank, size, s.root(), s.count(), selector.segmentBytes());
            case SCATTER_RING -> BcastScatterRing.schedule(rank, size, s.root(), s.count());
        };
    }

    private static Schedule gather(Selector selector, Shape s, int rank, int size) {
        return switch (selector.gather(size, s.elementBytes())) {
            case BOARD -> GatherBoard.schedule(rank, size, s.root(), s.sendCount(), s.count(), s.elementBytes(), s.inPlace(), selector.boardBytes());
            case BINOMIAL -> GatherBinomial.schedule(rank, size, s.root(), s.sendCount(), s.count(), s.inPlace());
            case LINEAR -> GatherLinear.schedule(rank, size, s.root(), s.sendCount(), Blocks.uniform(s.count()), s.inPlace());
        };
    }

    private static Schedule scatter(Selector selector, Shape s, int rank, int size) {
        return switch (selector.scatter(size, s.elementBytes())) {
            case BOARD -> ScatterBoard.schedule(rank, size, s.root(), s.sendCount(), s.count(), s.elementBytes(), s.inPlace());
            case BINOMIAL -> ScatterBinomial.schedule(rank, size, s.root(), s.sendCount(), s.count(), s.inPlace());
            case LINEAR -> ScatterLinear.schedule(rank, size, s.root(), Blocks.uniform(s.sendCount()), s.count(), s.inPlace());
        };
    }

    private static Schedule allgather(Selector selector, Shape s, int rank, int size) {
        Blocks recv = Blocks.uniform(s.count());
        return switch (selector.allgather(size, Math.multiplyExact(size, s.elementBytes()), true)) {
            case BOARD -> AllgatherBoard.schedule(rank, size, s.sendCount(), s.count(), s.elementBytes(), s.inPlace(), selector.boardBytes());
            case BRUCK -> AllgatherBruck.schedule(rank, size, s.sendCount(), recv, s.inPlace());
            case RING -> AllgatherRing.schedule(rank, size, s.sendCount(), recv, s.inPlace());
            case SPREAD -> AllgatherSpread.schedule(rank, size, s.sendCount(), recv, s.inPlace());
            case RECURSIVE_DOUBLING -> AllgatherRecursiveDoubling.schedule(rank, size, s.sendCount(), s.count(), s.inPlace());
        };
    }

    private static Schedule alltoall(Selector selector, Shape s, int rank, int size) {
        Blocks send = Blocks.uniform(s.sendCount());
        Blocks recv = Blocks.uniform(s.count());
        Selector.Alltoall algorithm = selector.alltoall(size, s.elementBytes());
        if (s.inPlace() && !takesInPlace(algorithm)) {
            return AlltoallInPlace.schedule(rank, size, recv);
        }
        return switch (algorithm) {
            case BOARD -> AlltoallBoard.schedule(rank, size, s.sendCount(), s.count(), s.elementBytes(), s.inPlace());
            case BRUCK -> AlltoallBruck.schedule(rank, size, s.sendCount(), s.count(), s.inPlace());
            case SPREAD -> AlltoallPairwise.schedule(rank, size, send, recv, SPREAD);
            case PAIRWISE -> AlltoallPairwise.schedule(rank, size, send, recv, 1);
        };
    }

    private static boolean takesInPlace(Selector.Alltoall algorithm) {
        return algorithm == Selector.Alltoall.BRUCK || algorithm == Selector.Alltoall.BOARD;
    }

    static Schedule alltoallv(Selector selector, Blocks send, Blocks recv, int rank, int size) {
        return AlltoallPairwise.schedule(rank, size, send, recv, selector.alltoallv() == Selector.Alltoall.PAIRWISE ? 1 : SPREAD);
    }

    static Schedule allgatherv(Selector selector, long sendCount, Blocks recv, long totalBytes, boolean inPlace, int rank, int size) {
        return switch (selector.allgather(size, totalBytes, false)) {
            case BRUCK -> AllgatherBruck.schedule(rank, size, sendCount, recv, inPlace);
            case SPREAD -> AllgatherSpread.schedule(rank, size, sendCount, recv, inPlace);
            case RING, RECURSIVE_DOUBLING, BOARD -> AllgatherRing.schedule(rank, size, sendCount, recv, inPlace);
        };
    }

    private static Schedule reduce(Selector selector, Shape s, int rank, int size) {
        return switch (selector.reduce(size, s.root(), s.bytes(), s.commutative())) {
            case BOARD -> ReduceBoard.schedule(rank, s.root(), s.count(), s.elementBytes(), s.inPlace(), piece(selector, s));
            case BOARD_PARTS ->
                ReduceBoardParts.schedule(rank, size, s.root(), s.count(), s.elementBytes(), s.inPlace(), piece(selector, s));
            case LINEAR -> ReduceLinear.schedule(rank, size, s.root(), s.count(), s.commutative(), s.inPlace());
            case BINOMIAL -> ReduceBinomial.schedule(rank, size, s.root(), s.count(), s.commutative(), s.inPlace());
            case CHAIN -> {
                long segmentCount = Math.max(1, selector.segmentBytes() / s.elementBytes());
                yield ReduceChain.schedule(rank, size, s.root(), s.count(), segmentCount, s.commutative(), s.inPlace());
            }
        };
    }

    private static Schedule allreduce(Selector selector, Shape s, int rank, int size) {
        return switch (selector.allreduce(size, s.bytes(), s.commutative())) {
            case BOARD -> AllreduceBoard.schedule(s.count(), s.elementBytes(), s.inPlace(), piece(selector, s));
            case BOARD_PARTS -> AllreduceBoardParts.schedule(rank, size, s.count(), s.elementBytes(), s.inPlace(), piece(selector, s));
            case LINEAR -> AllreduceLinear.schedule(rank, size, s.count(), s.commutative(), s.inPlace());
            case RECURSIVE_DOUBLING -> AllreduceRecursiveDoubling.schedule(rank, size, s.count(), s.commutative(), s.inPlace());
            case RABENSEIFNER -> AllreduceRabenseifner.schedule(rank, size, s.count(), s.inPlace());
            case RING -> AllreduceRing.schedule(rank, size, s.count(), s.inPlace());
        };
    }

    /** Elements of one post. */
    private static long piece(Selector selector, Shape shape) {
        return Math.max(1, selector.boardBytes() / shape.elementBytes());
    }

    static Schedule reduceScatter(Selector selector, Blocks blocks, long elementBytes, boolean commutative, boolean inPlace, int rank, int size) {
        return switch (selector.reduceScatter(size, Math.multiplyExact(blocks.total(size), elementBytes), commutative)) {
            case DOUBLING -> ReduceScatterDoubling.schedule(rank, size, blocks, commutative, inPlace);
            case HALVING -> ReduceScatterHalving.schedule(rank, size, blocks, inPlace);
            case PAIRWISE -> ReduceScatterPairwise.schedule(rank, size, blocks, commutative, inPlace);
        };
    }
}
