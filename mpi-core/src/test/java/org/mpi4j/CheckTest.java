package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mpi4j.internal.boot.Launch;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/** The setting {@code mpi4j.check}: ranks that do not agree on a collective are told so, all of them. */
class CheckTest {
    private static void run(Ranks ranks, Ranks.Body body) {
        Settings settings = ranks.settings().with(Setting.CHECK, "true");
        Launch.run(ranks.size(), settings, mpi -> body.run(mpi.world()));
    }

    /** The call ends with this error on all ranks, which then can go on with another one. */
    private static void differs(Comm comm, ErrorClass errorClass, List<String> parts, Runnable call) {
        MpiException error = Errors.expect(errorClass, "ranks differ", call::run);
        for (String part : parts) {
            assertTrue(error.getMessage().contains(part), error.getMessage());
        }
        comm.barrier();
    }

    @ParameterizedTest
    @MethodSource("org.mpi4j.Ranks#inThrees")
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void ranksThatCallDifferentOperationsAreNamed(Ranks ranks) {
        run(ranks, comm -> {
            boolean odd = comm.rank() == 2;
            differs(comm, ErrorClass.OTHER, List.of("rank 2 called bcast root=1 bytes=8 type=INT, rank 0 called allreduce bytes=8 type=DOUBLE op=SUM"), () -> {
                if (odd) {
                    comm.bcast(Buf.of(new int[2]), 1);
                } else {
                    comm.allreduce(Buf.of(new double[1]), Op.SUM);
                }
            });
            differs(comm, ErrorClass.OTHER, List.of("rank 2 called ibarrier, rank 0 called barrier"), () -> {
                if (odd) {
                    comm.ibarrier().await();
                } else {
                    comm.barrier();
                }
            });
            differs(comm, ErrorClass.OTHER, List.of("rank 2 called barrierInit, rank 0 called split"), () -> {
                if (odd) {
                    comm.barrierInit(Info.NULL);
                } else {
                    comm.split(0, 0);
                }
            });
            differs(comm, ErrorClass.OTHER, List.of("rank 2 called createCart, rank 0 called createDistGraphAdjacent"), () -> {
                if (odd) {
                    comm.createCart(new int[] {3}, new boolean[1], false);
                } else {
                    comm.createDistGraphAdjacent(new int[0], null, new int[0], null, false);
                }
            });
            differs(comm, ErrorClass.OTHER, List.of("rank 2 called allreduceObject op=of(", "rank 0 called gather root=0"), () -> {
                if (odd) {
                    comm.allreduceObject(1, Op.of((Integer a, Integer b) -> a + b, true));
                } else {
                    comm.gatherObject(1, 0);
                }
            });
        });
    }

    @ParameterizedTest
    @MethodSource("org.mpi4j.Ranks#inThrees")
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void ranksThatGiveDifferentArgumentsAreNamed(Ranks ranks) {
        run(ranks, comm -> {
            int rank = comm.rank();
            int last = rank == 2 ? 1 : 0;
            differs(comm, ErrorClass.ROOT, List.of("rank 2 called bcast root=1", "rank 0 called bcast root=0"), () -> comm.bcast(Buf.of(new int[1]), last));
            differs(comm, ErrorClass.COUNT, List.of("rank 2 called bcast root=0 bytes=8", "bytes=4"), () -> comm.bcast(Buf.of(new int[1 + last]), 0));
            differs(comm, ErrorClass.COUNT, List.of("rank 2 called ireduce root=1 bytes=16"), () ->
                    comm.ireduce(Buf.of(new double[1 + last]), rank == 1 ? Buf.of(new double[1]) : null, Op.SUM, 1).await());
            differs(comm, ErrorClass.TYPE, List.of("rank 2 called allgather bytes=4 type=FLOAT", "type=INT"), () ->
                    comm.allgather(rank == 2 ? Buf.of(new float[3]) : Buf.of(new int[3])));
            differs(comm, ErrorClass.OP, List.of("rank 2 called scan bytes=4 type=INT op=MAX, rank 0 called scan bytes=4 type=INT op=SUM"), () ->
                    comm.scan(Buf.of(new int[1]), rank == 2 ? Op.MAX : Op.SUM));
            differs(comm, ErrorClass.COUNT, List.of("rank 1 called gather root=2 bytes=8"), () ->
                    comm.gather(Buf.of(new int[rank == 1 ? 2 : 1]), rank == 2 ? Buf.of(new int[3]) : null, 2));
            differs(comm, ErrorClass.COUNT, List.of("rank 2 called alltoall bytes=8"), () -> comm.alltoall(Buf.of(new int[3 * (1 + last)])));
            differs(comm, ErrorClass.OP, List.of("allreduceInit"), () -> comm.allreduceInit(Buf.of(new int[1]), rank == 2 ? Op.PROD : Op.SUM, Info.NULL));
            differs(comm, ErrorClass.ROOT, List.of("reduceObject root=1"), () -> comm.reduceObject(1, Op.SUM, last));
        });
    }

    @ParameterizedTest
    @MethodSource("org.mpi4j.Ranks#inThrees")
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void blocksOfDifferentSizesAreComparedByPairs(Ranks ranks) {
        run(ranks, comm -> {
            int rank = comm.rank();
            long[] ones = {1, 1, 1};
            int[] two = new int[rank == 1 ? 2 : 1];
            String sent = "rank 1 called gatherv with bytes=8 for rank 0, which called it with bytes=4 from rank 1";
            differs(comm, ErrorClass.COUNT, List.of(sent), () -> comm.gatherv(Buf.of(two), rank == 0 ? Buf.of(new int[3]).blocks(ones) : null, 0));
            differs(comm, ErrorClass.COUNT, List.of("rank 0 called scatterv with bytes=4 for rank 1, which called it with bytes=8"), () ->
                    comm.scatterv(rank == 0 ? Buf.of(new int[3]).blocks(ones) : null, Buf.of(two), 0));
            long[] counts = rank == 1 ? new long[] {1, 2, 1} : ones;
            differs(comm, ErrorClass.COUNT, List.of("rank 1 called allgatherv with bytes=8 for rank 0"), () -> comm.allgatherv(Buf.of(new int[4]).blocks(counts)));
            long[] more = rank == 1 ? new long[] {1, 1, 2} : ones;
            differs(comm, ErrorClass.COUNT, List.of("rank 1 called alltoallv with bytes=8 for rank 2"), () ->
                    comm.alltoallv(Buf.of(new int[4]).blocks(more), Buf.of(new int[3]).blocks(ones)));
            Buf[] bufs = IntStream.range(0, 3).mapToObj(i -> Buf.of(new int[rank == 1 && i == 0 ? 2 : 1])).toArray(Buf[]::new);
            differs(comm, ErrorClass.COUNT, List.of("alltoallw"), () -> comm.alltoallw(bufs));
            differs(comm, ErrorClass.COUNT, List.of("reduceScatter"), () -> comm.reduceScatter(Buf.of(new int[4]).blocks(more), Op.SUM));
        });
    }

    @Everywhere
    void aProgramThatIsRightRunsAsWithoutTheCheck(Ranks ranks) {
        run(ranks, comm -> {
            int size = comm.size();
            int rank = comm.rank();
            int[] first = {rank};
            int[] second = {rank};
            int[] flat = new int[2 * size];
            int[] matrix = new int[4];
            Request sum = comm.iallreduce(Buf.of(first), Op.SUM);
            Request max = comm.iallreduce(Buf.of(second), Op.MAX);
            Request gathered = comm.iallgather(Buf.of(new int[] {rank, rank}), Buf.of(flat));
            comm.barrier();
            Request.awaitAll(gathered, max, sum);
            assertEquals(size * (size - 1) / 2, first[0]);
            assertEquals(size - 1, second[0]);
            assertArrayEquals(IntStream.range(0, 2 * size).map(i -> i / 2).toArray(), flat);
            // the same bytes by another datatype are right where data only move
            comm.bcast(rank == 0 ? Buf.of(matrix, 0, 1, Datatype.vector(2, 1, 2, Datatype.INT)) : Buf.of(new byte[8]), 0);
            long[] counts = IntStream.range(0, size).mapToLong(i -> i % 2).toArray();
            int total = (int) Arrays.stream(counts).sum();
            comm.gatherv(Buf.of(new int[rank % 2]), rank == 0 ? Buf.of(new int[total]).blocks(counts) : null, 0);
            comm.scatterv(rank == 0 ? Buf.of(new int[total]).blocks(counts) : null, rank == 0 ? Buf.IN_PLACE : Buf.of(new int[rank % 2]), 0);
            comm.allgatherv(Buf.of(new int[total]).blocks(counts));
            comm.reduceScatter(Buf.of(new int[total]).blocks(counts), Buf.of(new int[rank % 2]), Op.SUM);
            comm.alltoallv(Buf.of(new int[size]).blocks(ones(size)), Buf.of(new int[size]).blocks(ones(size)));
            assertEquals(IntStream.range(0, size).boxed().toList(), comm.allgatherObject(rank));
            assertEquals(size, comm.allreduceObject(1, Op.SUM));
            PersistentRequest barrier = comm.barrierInit(Info.NULL);
            for (int turn = 0; turn < 3; turn++) {
                barrier.start();
                barrier.await();
            }
            CartComm ring = comm.createCart(new int[] {size}, new boolean[] {true}, true);
            assertNotNull(ring);
            ring.neighborAlltoall(Buf.of(new int[2]), Buf.of(new int[2]));
            try (Comm half = comm.split(rank % 2, 0)) {
                half.exscanObject("x", Op.of((String a, String b) -> a + b, false));
                if (size > 1) {
                    try (Intercomm inter = half.createIntercomm(0, comm, 1 - rank % 2, 0)) {
                        inter.bcast(Buf.of(first), rank == 0 ? Comm.ROOT : rank % 2 == 0 ? Comm.PROC_NULL : 0);
                        inter.allgather(Buf.of(first), Buf.of(new int[inter.remoteSize()]));
                        inter.reduceObject(1, Op.SUM, rank == 0 ? Comm.ROOT : rank % 2 == 0 ? Comm.PROC_NULL : 0);
                    }
                }
            }
        });
    }

    private static long[] ones(int size) {
        long[] ones = new long[size];
        Arrays.fill(ones, 1);
        return ones;
    }
}
