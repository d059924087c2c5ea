package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** MPI 5.0, sections 6.13 and 8.8: collectives that are prepared once and started again and again. */
class PersistentCollectiveTest {
    private static final int TURNS = 4;

    private static void run(PersistentRequest request) {
        request.start();
        request.await();
    }

    /** Does what the caller wants before and after each of several starts. */
    private static void turns(PersistentRequest request, Consumer<Integer> before, Consumer<Integer> after) {
        for (int turn = 0; turn < TURNS; turn++) {
            before.accept(turn);
            run(request);
            after.accept(turn);
        }
        request.close();
    }

    private static int value(int turn, int rank, int i) {
        return turn * 1_000_003 + rank * 7_919 + i;
    }

    @Everywhere
    void dataMoveAtEachStart(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            int rank = comm.rank();
            for (int n : new int[] {0, 1, 9000}) {
                int root = size - 1;
                int[] one = new int[n];
                int[] all = new int[n * size];
                Consumer<Integer> mine = turn -> Arrays.setAll(one, i -> value(turn, rank, i));
                int[] expected = new int[n * size];
                Consumer<Integer> ofAll = turn -> Arrays.setAll(expected, i -> value(turn, i / n, i % n));
                Consumer<Integer> clear = _ -> Arrays.fill(all, 0);

                turns(comm.bcastInit(Buf.of(one), root, Info.NULL), mine, turn -> assertArrayEquals(IntStream.range(0, n).map(i -> value(turn, root, i)).toArray(), one));
                turns(comm.gatherInit(Buf.of(one), rank == root ? Buf.of(all) : null, root, Info.NULL), mine.andThen(ofAll), _ -> {
                    if (rank == root) {
                        assertArrayEquals(expected, all);
                    }
                });
                turns(comm.allgatherInit(Buf.of(one), Buf.of(all), Info.NULL), mine.andThen(ofAll).andThen(clear), _ -> assertArrayEquals(expected, all));
                turns(
                        comm.allgatherInit(Buf.of(all), Info.NULL),
                        mine.andThen(ofAll).andThen(clear).andThen(_ -> System.arraycopy(one, 0, all, rank * n, n)),
                        _ -> assertArrayEquals(expected, all));
                turns(
                        comm.scatterInit(rank == root ? Buf.of(expected) : null, Buf.of(one), root, Info.NULL),
                        ofAll,
                        turn -> assertArrayEquals(IntStream.range(0, n).map(i -> value(turn, rank, i)).toArray(), one));
                int[] back = new int[n * size];
                turns(comm.alltoallInit(Buf.of(all), Buf.of(back), Info.NULL), turn -> Arrays.setAll(all, i -> value(turn, rank, i / n)), turn ->
                        assertArrayEquals(IntStream.range(0, n * size).map(i -> value(turn, i / n, rank)).toArray(), back));
                turns(comm.alltoallInit(Buf.of(all), Info.NULL), turn -> Arrays.setAll(all, i -> value(turn, rank, i / n)), turn ->
                        assertArrayEquals(IntStream.range(0, n * size).map(i -> value(turn, i / n, rank)).toArray(), all));
            }
            run(comm.barrierInit(Info.NULL));
        });
    }

    @Everywhere
    void theFormsWithCountsMoveDataAtEachStart(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            int rank = comm.rank();
            long[] counts = IntStream.range(0, size).mapToLong(i -> i % 3).toArray();
            int total = (int) Arrays.stream(counts).sum();
            int[] mine = new int[(int) counts[rank]];
            int[] all = new int[total];
            int[] owners = IntStream.range(0, size).flatMap(i -> IntStream.generate(() -> i).limit(counts[i])).toArray();
            Consumer<Integer> fill = turn -> Arrays.fill(mine, value(turn, rank, 0));
            Consumer<Integer> check = turn -> assertArrayEquals(IntStream.of(owners).map(o -> value(turn, o, 0)).toArray(), all);
            turns(comm.gathervInit(Buf.of(mine), rank == 0 ? Buf.of(all).blocks(counts) : null, 0, Info.NULL), fill, rank == 0 ? check : _ -> {});
            turns(comm.allgathervInit(Buf.of(mine), Buf.of(all).blocks(counts), Info.NULL), fill, check);
            int first = IntStream.of(owners).boxed().toList().indexOf(rank);
            turns(comm.allgathervInit(Buf.of(all).blocks(counts), Info.NULL), fill.andThen(_ -> {
                Arrays.fill(all, 0);
                System.arraycopy(mine, 0, all, Math.max(0, first), mine.length);
            }), check);
            turns(comm.scattervInit(rank == 0 ? Buf.of(all).blocks(counts) : null, Buf.of(mine), 0, Info.NULL), turn ->
                    Arrays.setAll(all, i -> value(turn, owners[i], 0)), turn -> Arrays.stream(mine).forEach(x -> assertEquals(value(turn, rank, 0), x)));
            long[] same = new long[size];
            Arrays.fill(same, 2);
            int[] out = new int[2 * size];
            int[] in = new int[2 * size];
            Consumer<Integer> fillOut = turn -> Arrays.setAll(out, i -> value(turn, rank, i / 2));
            turns(comm.alltoallvInit(Buf.of(out).blocks(same), Buf.of(in).blocks(same), Info.NULL), fillOut, turn ->
                    assertArrayEquals(IntStream.range(0, 2 * size).map(i -> value(turn, i / 2, rank)).toArray(), in));
            turns(comm.alltoallvInit(Buf.of(out).blocks(same), Info.NULL), fillOut, turn ->
                    assertArrayEquals(IntStream.range(0, 2 * size).map(i -> value(turn, i / 2, rank)).toArray(), out));
            Buf[] sends = IntStream.range(0, size).mapToObj(i -> Buf.of(out, 2 * i, 2)).toArray(Buf[]::new);
            Buf[] recvs = IntStream.range(0, size).mapToObj(i -> Buf.of(in, 2 * i, 2)).toArray(Buf[]::new);
            turns(comm.alltoallwInit(sends, recvs, Info.NULL), fillOut, turn ->
                    assertArrayEquals(IntStream.range(0, 2 * size).map(i -> value(turn, i / 2, rank)).toArray(), in));
            turns(comm.alltoallwInit(sends, Info.NULL), fillOut, turn ->
                    assertArrayEquals(IntStream.range(0, 2 * size).map(i -> value(turn, i / 2, rank)).toArray(), out));
        });
    }

    @Everywhere
    void reductionsComputeAtEachStart(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            int rank = comm.rank();
            int n = 3;
            int[] mine = new int[n];
            int[] result = new int[n];
            Consumer<Integer> fill = turn -> Arrays.setAll(mine, i -> turn + rank + i);
            Consumer<Integer> both = fill.andThen(_ -> System.arraycopy(mine, 0, result, 0, n));
            Consumer<Integer> sumOfAll = turn -> check(result, turn, 0, size);
            turns(comm.reduceInit(Buf.of(mine), rank == 0 ? Buf.of(result) : null, Op.SUM, 0, Info.NULL), fill, rank == 0 ? sumOfAll : _ -> {});
            turns(comm.reduceInit(Buf.of(result), Op.SUM, 0, Info.NULL), both, rank == 0 ? sumOfAll : _ -> {});
            turns(comm.allreduceInit(Buf.of(mine), Buf.of(result), Op.SUM, Info.NULL), fill, sumOfAll);
            turns(comm.allreduceInit(Buf.of(result), Op.SUM, Info.NULL), both, sumOfAll);
            turns(comm.scanInit(Buf.of(mine), Buf.of(result), Op.SUM, Info.NULL), fill, turn -> check(result, turn, 0, rank + 1));
            turns(comm.scanInit(Buf.of(result), Op.SUM, Info.NULL), both, turn -> check(result, turn, 0, rank + 1));
            Consumer<Integer> before = rank == 0 ? _ -> {} : turn -> check(result, turn, 0, rank);
            turns(comm.exscanInit(Buf.of(mine), Buf.of(result), Op.SUM, Info.NULL), fill, before);
            turns(comm.exscanInit(Buf.of(result), Op.SUM, Info.NULL), both, before);
            int[] long1 = new int[n * size];
            Consumer<Integer> fillLong = turn -> Arrays.setAll(long1, i -> turn + rank + i % n);
            long[] counts = new long[size];
            Arrays.fill(counts, n);
            turns(comm.reduceScatterBlockInit(Buf.of(long1), Buf.of(result), Op.SUM, Info.NULL), fillLong, sumOfAll);
            turns(comm.reduceScatterInit(Buf.of(long1).blocks(counts), Buf.of(result), Op.SUM, Info.NULL), fillLong, sumOfAll);
            turns(comm.reduceScatterBlockInit(Buf.of(long1), Op.SUM, Info.NULL), fillLong, turn -> check(Arrays.copyOf(long1, n), turn, 0, size));
            turns(comm.reduceScatterInit(Buf.of(long1).blocks(counts), Op.SUM, Info.NULL), fillLong, turn -> check(Arrays.copyOf(long1, n), turn, 0, size));
        });
    }

    private static void check(int[] result, int turn, int from, int to) {
        for (int i = 0; i < result.length; i++) {
            int at = i;
            assertEquals(IntStream.range(from, to).map(r -> turn + r + at).sum(), result[i]);
        }
    }

    @Everywhere
    void dataThatAreCopiedAreCopiedAtEachStart(Ranks ranks) {
        ranks.run(comm -> {
            boolean[] flags = new boolean[3];
            turns(comm.bcastInit(Buf.of(flags), 0, Info.NULL), turn -> Arrays.fill(flags, comm.rank() == 0 && turn % 2 == 0), turn ->
                    assertArrayEquals(new boolean[] {turn % 2 == 0, turn % 2 == 0, turn % 2 == 0}, flags));
            int[] wide = new int[6];
            Datatype column = Datatype.vector(3, 1, 2, Datatype.INT);
            turns(comm.bcastInit(Buf.of(wide, column), 0, Info.NULL), turn -> Arrays.fill(wide, comm.rank() == 0 ? turn : -1), turn ->
                    assertArrayEquals(new int[] {turn, turn, turn}, new int[] {wide[0], wide[2], wide[4]}));
            boolean[] any = new boolean[1];
            turns(comm.allreduceInit(Buf.of(any), Op.LOR, Info.NULL), turn -> any[0] = turn % 2 == 1 && comm.rank() == 0, turn ->
                    assertEquals(turn % 2 == 1, any[0]));
        });
    }

    /** Section 6.13: inits are ordered, starts are not. */
    @Everywhere
    void startsComeInAnyOrderOnDifferentRanks(Ranks ranks) {
        ranks.run(comm -> {
            int several = 5;
            int[][] sums = new int[several][1];
            List<PersistentRequest> requests = new ArrayList<>();
            for (int[] sum : sums) {
                requests.add(comm.allreduceInit(Buf.of(sum), Op.SUM, Info.NULL));
            }
            for (int turn = 0; turn < TURNS; turn++) {
                for (int i = 0; i < several; i++) {
                    sums[i][0] = turn + i;
                }
                for (int i = 0; i < several; i++) {
                    requests.get((i + comm.rank()) % several).start();
                }
                int between = comm.allreduce(1, Op.SUM);
                assertEquals(comm.size(), between);
                Request.awaitAll(requests.toArray(Request[]::new));
                for (int i = 0; i < several; i++) {
                    assertEquals(comm.size() * (turn + i), sums[i][0]);
                }
            }
        });
    }

    /** A rank that is faster starts again before the others are through. */
    @Everywhere
    void noStartTakesTheDataOfAnother(Ranks ranks) {
        ranks.run(comm -> {
            int[] data = new int[1];
            PersistentRequest bcast = comm.bcastInit(Buf.of(data), 0, Info.NULL);
            for (int turn = 0; turn < 200; turn++) {
                data[0] = comm.rank() == 0 ? turn : -1;
                run(bcast);
                assertEquals(turn, data[0]);
            }
        });
    }

    @Everywhere
    void neighboursExchangeAtEachStart(Ranks ranks) {
        ranks.run(comm -> {
            CartComm ring = comm.createCart(new int[] {comm.size()}, new boolean[] {true}, false);
            assertNotNull(ring);
            int below = ring.shift(0, 1).source();
            int above = ring.shift(0, 1).dest();
            int[] one = new int[1];
            int[] out = new int[2];
            int[] in = new int[2];
            long[] counts = {1, 1};
            Consumer<Integer> fill = turn -> {
                one[0] = value(turn, ring.rank(), 0);
                Arrays.setAll(out, i -> value(turn, ring.rank(), i));
            };
            Consumer<Integer> gathered = turn -> assertArrayEquals(new int[] {value(turn, below, 0), value(turn, above, 0)}, in);
            Consumer<Integer> exchanged = turn -> assertArrayEquals(new int[] {value(turn, below, 1), value(turn, above, 0)}, in);
            turns(ring.neighborAllgatherInit(Buf.of(one), Buf.of(in), Info.NULL), fill, gathered);
            turns(ring.neighborAllgathervInit(Buf.of(one), Buf.of(in).blocks(counts), Info.NULL), fill, gathered);
            turns(ring.neighborAlltoallInit(Buf.of(out), Buf.of(in), Info.NULL), fill, exchanged);
            turns(ring.neighborAlltoallvInit(Buf.of(out).blocks(counts), Buf.of(in).blocks(counts), Info.NULL), fill, exchanged);
            Buf[] sends = {Buf.of(out, 0, 1), Buf.of(out, 1, 1)};
            Buf[] recvs = {Buf.of(in, 0, 1), Buf.of(in, 1, 1)};
            turns(ring.neighborAlltoallwInit(sends, recvs, Info.NULL), fill, exchanged);
        });
    }

    @Everywhere
    void misuseIsAnError(Ranks ranks) {
        ranks.runWorld(comm -> {
            Errors.expect(ErrorClass.ROOT, "bcastInit: no such process: root=-1", () -> comm.bcastInit(Buf.of(new int[1]), -1, Info.NULL));
            Errors.expect(ErrorClass.OP, "allreduceInit", () -> comm.allreduceInit(Buf.of(new char[1]), Op.SUM, Info.NULL));
            Errors.expect(ErrorClass.BUFFER, "IN_PLACE", () -> comm.bcastInit(Buf.IN_PLACE, 0, Info.NULL));
            Comm dup = comm.dup();
            PersistentRequest barrier = dup.barrierInit(Info.NULL);
            barrier.start();
            Errors.expect(ErrorClass.REQUEST, "active", barrier::start);
            barrier.await();
            barrier.close();
            Errors.expect(ErrorClass.REQUEST, "closed", barrier::start);
            PersistentRequest late = dup.barrierInit(Info.NULL);
            dup.close();
            Errors.expect(ErrorClass.COMM, "barrierInit", late::start);
            Arena arena = Arena.ofShared();
            PersistentRequest bcast = comm.bcastInit(Buf.of(arena.allocate(8), Datatype.BYTE), 0, Info.NULL);
            run(bcast);
            arena.close();
            Errors.expect(ErrorClass.BUFFER, "arena has been closed", bcast::start);
        });
    }
}
