package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** MPI 5.0, chapter 6 between two groups: what one group gives, the other gets. */
class IntercommCollectiveTest {
    private static final int[] COUNTS = {0, 1, 5, 9000};

    @FunctionalInterface
    interface Body {
        /** @param low whether this process is in the group of the even ranks of the world */
        void run(Intercomm inter, boolean low) throws Exception;
    }

    /** The even ranks of the world, and the odd ones in reverse. */
    private static void between(Ranks ranks, Body body) {
        ranks.runWorld(world -> {
            if (world.size() == 1) {
                return;
            }
            boolean low = world.rank() % 2 == 0;
            int lastOdd = world.size() - 1 - world.size() % 2;
            try (Comm half = world.split(low ? 0 : 1, low ? world.rank() : -world.rank());
                    Intercomm inter = half.createIntercomm(0, world, low ? lastOdd : 0, 3)) {
                body.run(inter, low);
            }
        });
    }

    private static int value(boolean low, int rank, int i) {
        return (low ? 0 : 500_000_000) + rank * 1_000_003 + i;
    }

    private static int[] blocks(boolean low, int ranks, int count) {
        int n = Math.max(1, count);
        return IntStream.range(0, ranks * count).map(i -> value(low, i / n, i % n)).toArray();
    }

    private static int[] mine(Intercomm inter, boolean low, int count) {
        return IntStream.range(0, count).map(i -> value(low, inter.rank(), i)).toArray();
    }

    /** For each rank of both groups as the root, what this process gives for {@code root}. */
    private static void forEachRoot(Intercomm inter, boolean low, Rooted body) throws Exception {
        for (boolean rootIsLow : new boolean[] {true, false}) {
            int size = low == rootIsLow ? inter.size() : inter.remoteSize();
            for (int root = 0; root < size; root++) {
                int argument = low != rootIsLow ? root : inter.rank() == root ? Comm.ROOT : Comm.PROC_NULL;
                body.run(argument, rootIsLow, root);
            }
        }
    }

    @FunctionalInterface
    interface Rooted {
        void run(int argument, boolean rootIsLow, int root) throws Exception;
    }

    /** Blocking, non-blocking, and persistent twice. */
    private static void inAllForms(Runnable blocking, Request nonBlocking) {
        blocking.run();
        nonBlocking.await();
    }

    private static void twice(PersistentRequest request) {
        for (int turn = 0; turn < 2; turn++) {
            request.start();
            request.await();
        }
        request.close();
    }

    @Everywhere
    void nobodyLeavesABarrierBeforeBothGroupsHaveCome(Ranks ranks) {
        AtomicInteger came = new AtomicInteger();
        between(ranks, (inter, _) -> {
            int all = inter.size() + inter.remoteSize();
            came.incrementAndGet();
            inter.barrier();
            assertTrue(came.get() >= all);
            inter.ibarrier().await();
            twice(inter.barrierInit(Info.NULL));
        });
    }

    @Everywhere
    void bcastGoesFromTheRootToTheOtherGroup(Ranks ranks) {
        between(ranks, (inter, low) -> forEachRoot(inter, low, (argument, rootIsLow, root) -> {
            for (int count : COUNTS) {
                int[] expected = IntStream.range(0, count).map(i -> value(rootIsLow, root, i)).toArray();
                int[] data = argument == Comm.ROOT ? expected.clone() : new int[count];
                inter.bcast(Buf.of(data), argument);
                assertArrayEquals(argument == Comm.PROC_NULL ? new int[count] : expected, data);
                inter.ibcast(Buf.of(data), argument).await();
                twice(inter.bcastInit(Buf.of(data), argument, Info.NULL));
                assertArrayEquals(argument == Comm.PROC_NULL ? new int[count] : expected, data);
            }
        }));
    }

    @Everywhere
    void gatherAndScatterAreBetweenTheRootAndTheOtherGroup(Ranks ranks) {
        between(ranks, (inter, low) -> forEachRoot(inter, low, (argument, rootIsLow, _) -> {
            boolean isRoot = argument == Comm.ROOT;
            boolean isOther = argument >= 0;
            int peers = inter.remoteSize();
            for (int count : COUNTS) {
                int[] one = mine(inter, low, isOther ? count : 0);
                int[] expected = isRoot ? blocks(!rootIsLow, peers, count) : new int[0];
                int[] all = new int[expected.length];
                Buf allBuf = isRoot ? Buf.of(all) : null;
                inter.gather(Buf.of(one), allBuf, argument);
                assertArrayEquals(expected, all);
                Arrays.fill(all, 0);
                inter.igather(Buf.of(one), allBuf, argument).await();
                assertArrayEquals(expected, all);
                Arrays.fill(all, 0);
                twice(inter.gatherInit(Buf.of(one), allBuf, argument, Info.NULL));
                assertArrayEquals(expected, all);
                int[] back = new int[one.length];
                inter.scatter(allBuf, Buf.of(back), argument);
                assertArrayEquals(one, back);
                Arrays.fill(back, 0);
                inter.iscatter(allBuf, Buf.of(back), argument).await();
                assertArrayEquals(one, back);
                twice(inter.scatterInit(allBuf, Buf.of(back), argument, Info.NULL));
                assertArrayEquals(one, back);
            }
            long[] counts = IntStream.range(0, peers).mapToLong(i -> i % 3).toArray();
            int[] part = mine(inter, low, isOther ? inter.rank() % 3 : 0);
            int[] whole = new int[isRoot ? (int) Arrays.stream(counts).sum() : 0];
            Buf wholeBuf = isRoot ? Buf.of(whole).blocks(counts) : null;
            inter.gatherv(Buf.of(part), wholeBuf, argument);
            if (isRoot) {
                assertArrayEquals(varying(!rootIsLow, peers), whole);
            }
            int[] again = new int[part.length];
            inter.scatterv(wholeBuf, Buf.of(again), argument);
            assertArrayEquals(part, again);
            inter.igatherv(Buf.of(part), wholeBuf, argument).await();
            inter.iscatterv(wholeBuf, Buf.of(again), argument).await();
            twice(inter.gathervInit(Buf.of(part), wholeBuf, argument, Info.NULL));
            twice(inter.scattervInit(wholeBuf, Buf.of(again), argument, Info.NULL));
            assertArrayEquals(part, again);
        }));
    }

    /** {@code rank % 3} elements of each rank. */
    private static int[] varying(boolean low, int ranks) {
        return IntStream.range(0, ranks).flatMap(r -> IntStream.range(0, r % 3).map(i -> value(low, r, i))).toArray();
    }

    @Everywhere
    void allgatherGivesEachGroupTheBlocksOfTheOther(Ranks ranks) {
        between(ranks, (inter, low) -> {
            int peers = inter.remoteSize();
            for (int base : COUNTS) {
                int count = low ? base : 2 * base;
                int theirCount = low ? 2 * base : base;
                int[] one = mine(inter, low, count);
                int[] all = new int[theirCount * peers];
                inter.allgather(Buf.of(one), Buf.of(all));
                assertArrayEquals(blocks(!low, peers, theirCount), all);
                Arrays.fill(all, 0);
                inter.iallgather(Buf.of(one), Buf.of(all)).await();
                assertArrayEquals(blocks(!low, peers, theirCount), all);
                twice(inter.allgatherInit(Buf.of(one), Buf.of(all), Info.NULL));
            }
            long[] counts = IntStream.range(0, peers).mapToLong(i -> i % 3).toArray();
            int[] all = new int[(int) Arrays.stream(counts).sum()];
            int[] one = mine(inter, low, inter.rank() % 3);
            inAllForms(() -> inter.allgatherv(Buf.of(one), Buf.of(all).blocks(counts)), inter.iallgatherv(Buf.of(one), Buf.of(new int[all.length]).blocks(counts)));
            assertArrayEquals(varying(!low, peers), all);
            twice(inter.allgathervInit(Buf.of(one), Buf.of(all).blocks(counts), Info.NULL));
        });
    }

    @Everywhere
    void alltoallExchangesBlocksWithEachRankOfTheOtherGroup(Ranks ranks) {
        between(ranks, (inter, low) -> {
            int peers = inter.remoteSize();
            for (int count : COUNTS) {
                int n = Math.max(1, count);
                int[] out = IntStream.range(0, peers * count).map(i -> value(low, inter.rank(), i / n * 17 + i % n)).toArray();
                int[] expected = IntStream.range(0, peers * count).map(i -> value(!low, i / n, inter.rank() * 17 + i % n)).toArray();
                int[] in = new int[out.length];
                inter.alltoall(Buf.of(out), Buf.of(in));
                assertArrayEquals(expected, in);
                Arrays.fill(in, 0);
                inter.ialltoall(Buf.of(out), Buf.of(in)).await();
                assertArrayEquals(expected, in);
                long[] counts = new long[peers];
                Arrays.fill(counts, count);
                Arrays.fill(in, 0);
                inter.alltoallv(Buf.of(out).blocks(counts), Buf.of(in).blocks(counts));
                assertArrayEquals(expected, in);
                inter.ialltoallv(Buf.of(out).blocks(counts), Buf.of(in).blocks(counts)).await();
                Arrays.fill(in, 0);
                Buf[] sends = IntStream.range(0, peers).mapToObj(i -> Buf.of(out, i * count, count)).toArray(Buf[]::new);
                Buf[] recvs = IntStream.range(0, peers).mapToObj(i -> Buf.of(in, i * count, count)).toArray(Buf[]::new);
                inter.alltoallw(sends, recvs);
                assertArrayEquals(expected, in);
                inter.ialltoallw(sends, recvs).await();
                twice(inter.alltoallInit(Buf.of(out), Buf.of(in), Info.NULL));
                twice(inter.alltoallvInit(Buf.of(out).blocks(counts), Buf.of(in).blocks(counts), Info.NULL));
                twice(inter.alltoallwInit(sends, recvs, Info.NULL));
                assertArrayEquals(expected, in);
            }
        });
    }

    private static int sum(boolean low, int ranks, int i) {
        return IntStream.range(0, ranks).map(r -> value(low, r, i)).sum();
    }

    @Everywhere
    void reductionsGiveEachGroupTheResultOfTheOther(Ranks ranks) {
        between(ranks, (inter, low) -> {
            int size = inter.size();
            int peers = inter.remoteSize();
            for (int count : COUNTS) {
                int[] one = mine(inter, low, count);
                int[] expected = IntStream.range(0, count).map(i -> sum(!low, peers, i)).toArray();
                int[] result = new int[count];
                inter.allreduce(Buf.of(one), Buf.of(result), Op.SUM);
                assertArrayEquals(expected, result);
                Arrays.fill(result, 0);
                inter.iallreduce(Buf.of(one), Buf.of(result), Op.SUM).await();
                assertArrayEquals(expected, result);
                twice(inter.allreduceInit(Buf.of(one), Buf.of(result), Op.SUM, Info.NULL));
                forEachRoot(inter, low, (argument, _, _) -> {
                    int[] atRoot = new int[count];
                    Buf into = argument == Comm.ROOT ? Buf.of(atRoot) : null;
                    inter.reduce(Buf.of(one), into, Op.SUM, argument);
                    assertArrayEquals(argument == Comm.ROOT ? expected : new int[count], atRoot);
                    inter.ireduce(Buf.of(one), into, Op.SUM, argument).await();
                    twice(inter.reduceInit(Buf.of(one), into, Op.SUM, argument, Info.NULL));
                    assertArrayEquals(argument == Comm.ROOT ? expected : new int[count], atRoot);
                });
                int total = size * peers * count;
                int[] operand = IntStream.range(0, total).map(i -> value(low, inter.rank(), i)).toArray();
                int[] block = new int[peers * count];
                int first = inter.rank() * block.length;
                int[] expectedBlock = IntStream.range(0, block.length).map(i -> sum(!low, peers, first + i)).toArray();
                inter.reduceScatterBlock(Buf.of(operand), Buf.of(block), Op.SUM);
                assertArrayEquals(expectedBlock, block);
                inter.ireduceScatterBlock(Buf.of(operand), Buf.of(block), Op.SUM).await();
                twice(inter.reduceScatterBlockInit(Buf.of(operand), Buf.of(block), Op.SUM, Info.NULL));
                long[] counts = new long[size];
                Arrays.fill(counts, block.length);
                Arrays.fill(block, 0);
                inter.reduceScatter(Buf.of(operand).blocks(counts), Buf.of(block), Op.SUM);
                assertArrayEquals(expectedBlock, block);
                inter.ireduceScatter(Buf.of(operand).blocks(counts), Buf.of(block), Op.SUM).await();
                twice(inter.reduceScatterInit(Buf.of(operand).blocks(counts), Buf.of(block), Op.SUM, Info.NULL));
                assertArrayEquals(expectedBlock, block);
            }
        });
    }

    @Everywhere
    void singleNumbersAreReducedToo(Ranks ranks) {
        between(ranks, (inter, low) -> {
            int peers = inter.remoteSize();
            assertEquals(3 * peers, inter.allreduce(3, Op.SUM));
            assertEquals(3L * peers, inter.allreduce(3L, Op.SUM));
            assertEquals(0.5 * peers, inter.allreduce(0.5, Op.SUM));
            forEachRoot(inter, low, (argument, _, _) -> {
                boolean isRoot = argument == Comm.ROOT;
                assertEquals(isRoot ? 3 * peers : 3, inter.reduce(3, Op.SUM, argument));
                assertEquals(isRoot ? 3L * peers : 3L, inter.reduce(3L, Op.SUM, argument));
                assertEquals(isRoot ? 0.5 * peers : 0.5, inter.reduce(0.5, Op.SUM, argument));
            });
        });
    }

    @Everywhere
    void operationsThatDoNotCommuteKeepTheOrderOfTheOtherGroup(Ranks ranks) {
        Op last = Op.of((Integer _, Integer b) -> b, false);
        Op first = Op.of((Integer a, Integer _) -> a, false);
        Op join = Op.of((String a, String b) -> a + b, false);
        between(ranks, (inter, low) -> {
            int[] result = new int[1];
            inter.allreduce(Buf.of(new int[] {inter.rank()}), Buf.of(result), last);
            assertEquals(inter.remoteSize() - 1, result[0]);
            inter.allreduce(Buf.of(new int[] {inter.rank()}), Buf.of(result), first);
            assertEquals(0, result[0]);
            IntFunction<String> all = ranksThere -> String.join("", IntStream.range(0, ranksThere).mapToObj(r -> "<" + r + ">").toList());
            assertEquals(all.apply(inter.remoteSize()), inter.allreduceObject("<" + inter.rank() + ">", join));
            forEachRoot(inter, low, (argument, _, _) -> {
                String got = inter.reduceObject("<" + inter.rank() + ">", join, argument);
                assertEquals(argument == Comm.ROOT ? all.apply(inter.remoteSize()) : null, got);
            });
        });
    }

    @Everywhere
    void objectsGoToTheOtherGroup(Ranks ranks) {
        between(ranks, (inter, low) -> {
            String mine = low + " " + inter.rank();
            List<String> theirs = IntStream.range(0, inter.remoteSize()).mapToObj(r -> !low + " " + r).toList();
            assertEquals(theirs, inter.allgatherObject(mine));
            List<String> out = IntStream.range(0, inter.remoteSize()).mapToObj(r -> mine + " to " + r).toList();
            assertEquals(theirs.stream().map(t -> t + " to " + inter.rank()).toList(), inter.alltoallObject(out));
            forEachRoot(inter, low, (argument, rootIsLow, root) -> {
                String rootName = rootIsLow + " " + root;
                assertEquals(argument == Comm.PROC_NULL ? null : rootName, inter.bcastObject(argument == Comm.ROOT ? mine : null, argument));
                assertEquals(argument == Comm.ROOT ? theirs : null, inter.gatherObject(mine, argument));
                String dealt = inter.scatterObject(argument == Comm.ROOT ? out : null, argument);
                assertEquals(argument >= 0 ? rootName + " to " + inter.rank() : null, dealt);
            });
        });
    }

    @Everywhere
    void anObjectThatCannotBeWrittenLeavesNobodyWaiting(Ranks ranks) {
        between(ranks, (inter, low) -> {
            if (low) {
                int argument = inter.rank() == 0 ? Comm.ROOT : Comm.PROC_NULL;
                if (inter.rank() == 0) {
                    Errors.expect(ErrorClass.TYPE, "", () -> inter.bcastObject(new Object(), argument));
                } else {
                    assertNull(inter.bcastObject(null, argument));
                }
            } else {
                Errors.expect(ErrorClass.OTHER, "could not give", () -> inter.bcastObject(null, 0));
            }
            inter.barrier();
        });
    }

    @Everywhere
    void misuseIsAnError(Ranks ranks) {
        between(ranks, (inter, _) -> {
            int peers = inter.remoteSize();
            Buf one = Buf.of(new int[1]);
            Errors.expect(ErrorClass.ROOT, "root=" + peers, () -> inter.bcast(one, peers));
            Errors.expect(ErrorClass.ROOT, "root=-7", () -> inter.gather(one, null, -7));
            Errors.expect(ErrorClass.BUFFER, "recv=null", () -> inter.gather(one, null, Comm.ROOT));
            Errors.expect(ErrorClass.BUFFER, "send=null", () -> inter.scatterv(null, one, Comm.ROOT));
            Errors.expect(ErrorClass.ARG, "block per remote process", () -> inter.scatterv(one, one, Comm.ROOT));
            Errors.expect(ErrorClass.ARG, "sends=0 needed=" + peers, () -> inter.alltoallw(new Buf[0], one(peers)));
            Errors.expect(ErrorClass.COMM, "scan: not on an intercommunicator", () -> inter.scan(one, Op.SUM));
            Errors.expect(ErrorClass.COMM, "iexscan", () -> inter.iexscan(one, one, Op.SUM));
            Errors.expect(ErrorClass.COMM, "scanObject", () -> inter.scanObject(1, Op.SUM));
            Errors.expect(ErrorClass.COMM, "exscanObject", () -> inter.exscanObject(1, Op.SUM));
            Errors.expect(ErrorClass.BUFFER, "in place", () -> inter.allreduce(one, Op.SUM));
            Errors.expect(ErrorClass.BUFFER, "in place", () -> inter.reduce(one, Op.SUM, Comm.ROOT));
            Errors.expect(ErrorClass.BUFFER, "in place", () -> inter.allgather(Buf.of(new int[peers])));
            Errors.expect(ErrorClass.BUFFER, "in place", () -> inter.alltoallw(one(peers)));
            Errors.expect(ErrorClass.OP, "allreduce", () -> inter.allreduce(Buf.of(new char[1]), Buf.of(new char[1]), Op.SUM));
            inter.barrier();
        });
    }

    private static Buf[] one(int peers) {
        return IntStream.range(0, peers).mapToObj(_ -> Buf.of(new int[1])).toArray(Buf[]::new);
    }
}
