package org.mpi4j.internal.coll;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Collectives that move data, in every size, against what the standard says. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MovementTest {
    /** Datatypes: one atom in both buffers, or an element of one buffer as long as two of the other. */
    enum Widths {
        SAME(1, 1),
        SEND_WIDER(2, 1),
        RECV_WIDER(1, 2);

        final int send;
        final int recv;

        Widths(int send, int recv) {
            this.send = send;
            this.recv = recv;
        }

        /** Elements of the send buffer in a block of {@code units}, each as long as the longer element. */
        long sendCount(int units) {
            return (long) units * recv;
        }

        long recvCount(int units) {
            return (long) units * send;
        }

        /** Counts matter in themselves; with other datatypes, a few of them will do. */
        int[] counts(int size) {
            return this == SAME ? Cases.counts(size) : new int[] {1, 3};
        }

        int atoms(int units) {
            return units * send * recv;
        }
    }

    /** Bytes of a post: so few that a block takes more posts than a panel holds, and so many that it takes one. */
    private static final int[] PIECES = {3, 1000};

    @Test
    void barrierHearsFromEverybody() {
        Cases.forEachSize(size -> {
            checkBarrier(size, rank -> BarrierDissemination.schedule(rank, size));
            checkBarrier(size, rank -> BarrierLinear.schedule(rank, size));
            checkBarrier(size, _ -> BarrierBoard.schedule());
        });
    }

    private static void checkBarrier(int size, IntFunction<Schedule> algorithm) {
        long[] heard = Simulation.run(Cases.ofAllRanks(size, algorithm), new long[size][], new long[size][0], 1, 1, Cases.SUM);
        long everybody = -1L >>> (64 - size);
        for (int rank = 0; rank < size; rank++) {
            assertEquals(everybody, heard[rank], "size=" + size + ", rank=" + rank);
        }
    }

    @Test
    void bcastReachesEverybody() {
        Cases.forEachSize(size -> {
            for (int root : Cases.roots(size)) {
                for (int bytes : Cases.counts(size)) {
                    checkBcast(size, root, bytes, rank -> BcastLinear.schedule(rank, size, root, bytes));
                    checkBcast(size, root, bytes, rank -> BcastBinomial.schedule(rank, size, root, bytes));
                    checkBcast(size, root, bytes, rank -> BcastScatterRing.schedule(rank, size, root, bytes));
                    checkBcast(size, root, bytes, rank -> BcastChain.schedule(rank, size, root, bytes, 3));
                    checkBcast(size, root, bytes, rank -> BcastChain.schedule(rank, size, root, bytes, 1000));
                    checkBcast(size, root, bytes, rank -> BcastBoard.schedule(rank, root, bytes, 3));
                    checkBcast(size, root, bytes, rank -> BcastBoard.schedule(rank, root, bytes, 1000));
                }
            }
        });
    }

    private static void checkBcast(int size, int root, int bytes, IntFunction<Schedule> algorithm) {
        long[][] recv = Cases.perRank(size, rank -> rank == root ? Cases.atoms(root, bytes) : Simulation.unwritten(bytes));
        Simulation.run(Cases.ofAllRanks(size, algorithm), new long[size][], recv, 1, 1, Cases.SUM);
        for (long[] received : recv) {
            assertArrayEquals(Cases.atoms(root, bytes), received, () -> "size=" + size + ", root=" + root + ", bytes=" + bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void gatherBringsEachBlockToTheRoot(Widths widths) {
        Cases.forEachSize(size -> {
            for (int root : Cases.roots(size)) {
                for (int units : widths.counts(size)) {
                    for (boolean inPlace : new boolean[] {false, true}) {
                        long s = widths.sendCount(units);
                        long r = widths.recvCount(units);
                        Blocks blocks = Blocks.uniform(r);
                        check(size, root, widths, Blocks.uniform(widths.atoms(units)), inPlace, rank ->
                                GatherBinomial.schedule(rank, size, root, s, rank == root ? r : -1, inPlace));
                        check(size, root, widths, Blocks.uniform(widths.atoms(units)), inPlace, rank ->
                                GatherLinear.schedule(rank, size, root, s, rank == root ? blocks : null, inPlace));
                        for (int piece : PIECES) {
                            check(size, root, widths, Blocks.uniform(widths.atoms(units)), inPlace, rank ->
                                    GatherBoard.schedule(rank, size, root, s, rank == root ? r : -1, widths.atoms(units), inPlace, piece));
                        }
                    }
                }
            }
        });
    }

    @Test
    void gathervBringsEachBlockToItsDisplacement() {
        Cases.forEachSize(size -> {
            for (int root : Cases.roots(size)) {
                long[] counts = Cases.irregular(size, 4);
                Blocks blocks = Blocks.of(counts, Cases.displs(counts));
                check(size, root, Widths.SAME, blocks, false, rank ->
                        GatherLinear.schedule(rank, size, root, counts[rank], rank == root ? blocks : null, false));
                check(size, root, Widths.SAME, blocks, true, rank ->
                        GatherLinear.schedule(rank, size, root, counts[rank], rank == root ? blocks : null, true));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void allgatherBringsEachBlockToEverybody(Widths widths) {
        Cases.forEachSize(size -> {
            for (int units : widths.counts(size)) {
                for (boolean inPlace : new boolean[] {false, true}) {
                    long s = widths.sendCount(units);
                    long r = widths.recvCount(units);
                    Blocks atoms = Blocks.uniform(widths.atoms(units));
                    check(size, -1, widths, atoms, inPlace, rank -> AllgatherBruck.schedule(rank, size, s, Blocks.uniform(r), inPlace));
                    check(size, -1, widths, atoms, inPlace, rank -> AllgatherRing.schedule(rank, size, s, Blocks.uniform(r), inPlace));
                    check(size, -1, widths, atoms, inPlace, rank -> AllgatherSpread.schedule(rank, size, s, Blocks.uniform(r), inPlace));
                    for (int piece : PIECES) {
                        check(size, -1, widths, atoms, inPlace, rank -> AllgatherBoard.schedule(rank, size, s, r, widths.atoms(units), inPlace, piece));
                    }
                    if (Ring.isPowerOfTwo(size)) {
                        check(size, -1, widths, atoms, inPlace, rank -> AllgatherRecursiveDoubling.schedule(rank, size, s, r, inPlace));
                    }
                }
            }
        });
    }

    @Test
    void allgathervBringsEachBlockToItsDisplacement() {
        Cases.forEachSize(size -> {
            for (boolean inPlace : new boolean[] {false, true}) {
                long[] counts = Cases.irregular(size, 4);
                for (Blocks blocks : List.of(Blocks.packed(counts), Blocks.of(counts, Cases.displs(counts)))) {
                    check(size, -1, Widths.SAME, blocks, inPlace, rank ->
                            AllgatherBruck.schedule(rank, size, counts[rank], blocks, inPlace));
                    check(size, -1, Widths.SAME, blocks, inPlace, rank ->
                            AllgatherRing.schedule(rank, size, counts[rank], blocks, inPlace));
                    check(size, -1, Widths.SAME, blocks, inPlace, rank ->
                            AllgatherSpread.schedule(rank, size, counts[rank], blocks, inPlace));
                }
            }
        });
    }

    /** Gather to {@code root}, or to everybody if it is -1; {@code blocks} in atoms of the receive buffer. */
    private static void check(int size, int root, Widths widths, Blocks blocks, boolean inPlace, IntFunction<Schedule> algorithm) {
        int atoms = extent(size, blocks);
        long[][] send = Cases.perRank(size, rank ->
                inPlace && (root < 0 || rank == root) ? null : Cases.atoms(rank, blocks.count(rank)));
        long[][] recv = Cases.perRank(size, rank -> {
            long[] memory = Simulation.unwritten(root < 0 || rank == root ? atoms : 0);
            if (send[rank] == null) {
                fill(memory, blocks, rank);
            }
            return memory;
        });
        long[] expected = Simulation.unwritten(atoms);
        for (int rank = 0; rank < size; rank++) {
            fill(expected, blocks, rank);
        }
        Simulation.run(Cases.ofAllRanks(size, algorithm), send, recv, widths.send, widths.recv, Cases.SUM);
        for (int rank = 0; rank < size; rank++) {
            if (root < 0 || rank == root) {
                assertArrayEquals(expected, recv[rank], "size=" + size + ", root=" + root + ", rank=" + rank + ", inPlace=" + inPlace);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void scatterBringsToEachItsBlock(Widths widths) {
        Cases.forEachSize(size -> {
            for (int root : Cases.roots(size)) {
                for (int units : widths.counts(size)) {
                    for (boolean inPlace : new boolean[] {false, true}) {
                        long s = widths.sendCount(units);
                        long r = widths.recvCount(units);
                        Blocks atoms = Blocks.uniform(widths.atoms(units));
                        checkScatter(size, root, widths, atoms, inPlace, rank ->
                                ScatterBinomial.schedule(rank, size, root, rank == root ? s : -1, r, inPlace));
                        checkScatter(size, root, widths, atoms, inPlace, rank ->
                                ScatterLinear.schedule(rank, size, root, rank == root ? Blocks.uniform(s) : null, r, inPlace));
                        checkScatter(size, root, widths, atoms, inPlace, rank ->
                                ScatterBoard.schedule(rank, size, root, rank == root ? s : -1, r, widths.atoms(units), inPlace));
                    }
                }
            }
        });
    }

    @Test
    void scattervBringsToEachItsBlock() {
        Cases.forEachSize(size -> {
            for (int root : Cases.roots(size)) {
                long[] counts = Cases.irregular(size, 4);
                Blocks blocks = Blocks.of(counts, Cases.displs(counts));
                for (boolean inPlace : new boolean[] {false, true}) {
                    checkScatter(size, root, Widths.SAME, blocks, inPlace, rank ->
                            ScatterLinear.schedule(rank, size, root, rank == root ? blocks : null, counts[rank], inPlace));
                }
            }
        });
    }

    private static void checkScatter(int size, int root, Widths widths, Blocks blocks, boolean inPlace, IntFunction<Schedule> algorithm) {
        long[][] send = new long[size][];
        send[root] = Simulation.unwritten(extent(size, blocks));
        for (int rank = 0; rank < size; rank++) {
            fill(send[root], blocks, rank);
        }
        long[][] recv = Cases.perRank(size, rank -> inPlace && rank == root ? null : Simulation.unwritten((int) blocks.count(rank)));
        Simulation.run(Cases.ofAllRanks(size, algorithm), send, recv, widths.send, widths.recv, Cases.SUM);
        for (int rank = 0; rank < size; rank++) {
            if (recv[rank] != null) {
                assertArrayEquals(Cases.atoms(rank, blocks.count(rank)), recv[rank], "size=" + size + ", root=" + root + ", rank=" + rank);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void alltoallExchangesAllBlocks(Widths widths) {
        Cases.forEachSize(size -> {
            for (int units : widths.counts(size)) {
                long s = widths.sendCount(units);
                long r = widths.recvCount(units);
                IntFunction<Blocks> atoms = _ -> Blocks.uniform(widths.atoms(units));
                checkAlltoall(size, widths, atoms, atoms, false, rank -> AlltoallBruck.schedule(rank, size, s, r, false));
                checkAlltoall(size, widths, atoms, atoms, true, rank -> AlltoallBruck.schedule(rank, size, s, r, true));
                checkAlltoall(size, widths, atoms, atoms, false, rank -> AlltoallBoard.schedule(rank, size, s, r, widths.atoms(units), false));
                checkAlltoall(size, widths, atoms, atoms, true, rank -> AlltoallBoard.schedule(rank, size, s, r, widths.atoms(units), true));
                checkAlltoall(size, widths, atoms, atoms, true, rank -> AlltoallInPlace.schedule(rank, size, Blocks.uniform(r)));
                for (int atOnce : new int[] {1, 4, 100}) {
                    checkAlltoall(size, widths, atoms, atoms, false, rank ->
                            AlltoallPairwise.schedule(rank, size, Blocks.uniform(s), Blocks.uniform(r), atOnce));
                }
            }
        });
    }

    @Test
    void alltoallvExchangesIrregularBlocks() {
        Cases.forEachSize(size -> {
            IntFunction<Blocks> send = rank -> irregular(IntStream.range(0, size).mapToLong(to -> (rank * 3L + to) % 4));
            IntFunction<Blocks> recv = rank -> irregular(IntStream.range(0, size).mapToLong(from -> (from * 3L + rank) % 4));
            for (int atOnce : new int[] {1, 4, 100}) {
                checkAlltoall(size, Widths.SAME, send, recv, false, rank ->
                        AlltoallPairwise.schedule(rank, size, send.apply(rank), recv.apply(rank), atOnce));
            }
            IntFunction<Blocks> mutual = rank -> irregular(IntStream.range(0, size).mapToLong(peer -> (rank + peer) % 5));
            checkAlltoall(size, Widths.SAME, mutual, mutual, true, rank -> AlltoallInPlace.schedule(rank, size, mutual.apply(rank)));
        });
    }

    private static Blocks irregular(java.util.stream.LongStream counts) {
        long[] all = counts.toArray();
        return Blocks.of(all, Cases.displs(all));
    }

    private static void checkAlltoall(
            int size, Widths widths, IntFunction<Blocks> send, IntFunction<Blocks> recv, boolean inPlace, IntFunction<Schedule> algorithm) {
        long[][] input = Cases.perRank(size, rank -> {
            long[] memory = Simulation.unwritten(extent(size, send.apply(rank)));
            for (int to = 0; to < size; to++) {
                fill(memory, send.apply(rank).place(Space.SEND, to), rank * size + to);
            }
            return memory;
        });
        long[][] output = inPlace ? input : Cases.perRank(size, rank -> Simulation.unwritten(extent(size, recv.apply(rank))));
        Simulation.run(Cases.ofAllRanks(size, algorithm), inPlace ? new long[size][] : input, output, widths.send, widths.recv, Cases.SUM);
        for (int rank = 0; rank < size; rank++) {
            long[] expected = Simulation.unwritten(output[rank].length);
            for (int from = 0; from < size; from++) {
                fill(expected, recv.apply(rank).place(Space.RECV, from), from * size + rank);
            }
            assertArrayEquals(expected, output[rank], "size=" + size + ", rank=" + rank + ", inPlace=" + inPlace);
        }
    }

    private static int extent(int size, Blocks blocks) {
        return (int) IntStream.range(0, size).mapToLong(rank -> blocks.offset(rank) + blocks.count(rank)).max().orElseThrow();
    }

    private static void fill(long[] memory, Blocks blocks, int rank) {
        fill(memory, blocks.place(Space.RECV, rank), rank);
    }

    private static void fill(long[] memory, Place place, int origin) {
        System.arraycopy(Cases.atoms(origin, place.count()), 0, memory, (int) place.offset(), (int) place.count());
        assert Arrays.stream(memory).anyMatch(atom -> atom != Simulation.UNWRITTEN) || place.isEmpty();
    }
}
