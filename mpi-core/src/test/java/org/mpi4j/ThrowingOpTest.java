package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** MPI 5.0, section 6.9.5: a user's operation that throws ends the call on its rank, and the job if nobody catches it. */
class ThrowingOpTest {
    private static final Op THROWS = Op.of(
            (Integer _, Integer _) -> {
                throw new IllegalStateException("no");
            },
            false);

    @FunctionalInterface
    interface Call {
        void on(Comm comm);
    }

    private static Buf one() {
        return Buf.of(new int[1]);
    }

    private static Buf many(Comm comm) {
        return Buf.of(new int[comm.size()]);
    }

    static Stream<Arguments> calls() {
        Stream<Named<Call>> calls = Stream.of(
                Named.of("allreduce", comm -> comm.allreduce(one(), THROWS)),
                Named.of("iallreduce", comm -> comm.iallreduce(one(), THROWS).await()),
                Named.of("long allreduce", comm -> comm.allreduce(Buf.of(new int[100_000]), THROWS)),
                Named.of("reduce", comm -> comm.reduce(one(), THROWS, 1)),
                Named.of("scan", comm -> comm.scan(one(), THROWS)),
                Named.of("exscan", comm -> comm.exscan(one(), THROWS)),
                Named.of("reduceScatterBlock", comm -> comm.reduceScatterBlock(many(comm), THROWS)),
                Named.of("allreduceInit", ThrowingOpTest::persistent),
                Named.of("reduceObject", comm -> comm.reduceObject(1, THROWS, 1)),
                Named.of("allreduceObject", comm -> comm.allreduceObject(1, THROWS)),
                Named.of("scanObject", comm -> comm.scanObject(1, THROWS)),
                Named.of("exscanObject", comm -> comm.exscanObject(1, THROWS)));
        return calls.flatMap(call -> Ranks.inThrees().map(ranks -> Arguments.of(call, ranks)));
    }

    private static void persistent(Comm comm) {
        PersistentRequest request = comm.allreduceInit(one(), THROWS, Info.NULL);
        request.start();
        request.await();
    }

    /** The others get no error of their own, maybe, and wait for a rank that is no more. */
    @ParameterizedTest
    @MethodSource("calls")
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theJobEndsWithItWhereNobodyCatchesIt(Call call, Ranks ranks) {
        AtomicInteger left = new AtomicInteger();
        MpiException error = assertThrows(MpiException.class, () -> ranks.runWorld(comm -> {
            try {
                call.on(comm);
                comm.recv(one(), (comm.rank() + 1) % comm.size(), 9);
            } finally {
                left.incrementAndGet();
            }
        }));
        assertEquals(3, left.get());
        if (error.errorClass() != ErrorClass.OTHER) {
            assertEquals(ErrorClass.OP, error.errorClass(), error.getMessage());
            assertInstanceOf(IllegalStateException.class, error.getCause());
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whoCatchesItCanGoOn(Call call, Ranks ranks) {
        AtomicInteger thrown = new AtomicInteger();
        ranks.runWorld(comm -> {
            try {
                call.on(comm);
            } catch (MpiException e) {
                if (e.errorClass() == ErrorClass.OP) {
                    assertInstanceOf(IllegalStateException.class, e.getCause());
                    thrown.incrementAndGet();
                }
            }
            assertEquals(comm.size(), comm.allreduce(1, Op.SUM));
        });
        assertEquals(true, thrown.get() >= 1);
    }

    @Everywhere
    void objectReductionsTakeNullAndKeepTheOrder(Ranks ranks) {
        Op join = Op.of((String a, String b) -> (a == null ? "-" : a) + (b == null ? "-" : b), false);
        ranks.run(comm -> {
            int size = comm.size();
            String mine = comm.rank() % 2 == 0 ? null : Integer.toString(comm.rank());
            String all = joined(size);
            String expected = size == 1 ? null : all;
            assertEquals(expected, comm.allreduceObject(mine, join));
            assertEquals(comm.rank() == size - 1 ? expected : null, comm.reduceObject(mine, join, size - 1));
            assertEquals(comm.rank() == 0 ? null : joined(comm.rank() + 1), comm.scanObject(mine, join));
            assertEquals(comm.rank() <= 1 ? null : joined(comm.rank()), comm.exscanObject(mine, join));
            assertNull(comm.bcastObject(null, 0));
            assertEquals(IntStream.range(0, size).mapToObj(_ -> mine).toList().size(), comm.alltoallObject(IntStream.range(0, size).mapToObj(_ -> mine).toList()).size());
        });
    }

    private static String joined(int ranks) {
        return String.join("", IntStream.range(0, ranks).mapToObj(r -> r % 2 == 0 ? "-" : Integer.toString(r)).toList());
    }

    @Everywhere
    void anOperandThatCannotBeWrittenLeavesNobodyWaiting(Ranks ranks) {
        Op keep = Op.of((Object a, Object _) -> a, false);
        ranks.run(comm -> {
            int size = comm.size();
            Object mine = comm.rank() == size / 2 ? new Object() : "x";
            for (Call call : new Call[] {c -> c.allreduceObject(mine, keep), c -> c.scanObject(mine, keep), c -> c.exscanObject(mine, keep), c -> c.reduceObject(mine, keep, 0)}) {
                try {
                    call.on(comm);
                } catch (MpiException e) {
                    assertEquals(true, e.errorClass() == ErrorClass.TYPE || e.errorClass() == ErrorClass.OTHER, e.getMessage());
                }
                assertEquals(size, comm.allreduce(1, Op.SUM));
            }
        });
    }
}
