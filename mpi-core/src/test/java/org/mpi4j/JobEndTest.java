package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A job in which one rank fails: no other may be left waiting, and nothing may be left behind. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JobEndTest {
    /** The ways to look for something that never comes, again and again, without waiting for it. */
    enum Loop {
        TEST {
            @Override
            boolean found(Comm comm, Request request) {
                return request.test().isPresent();
            }
        },
        TEST_ANY {
            @Override
            boolean found(Comm comm, Request request) {
                return Request.testAny(request).isPresent();
            }
        },
        TEST_ALL {
            @Override
            boolean found(Comm comm, Request request) {
                return Request.testAll(request).isPresent();
            }
        },
        TEST_SOME {
            @Override
            boolean found(Comm comm, Request request) {
                return !Request.testSome(request).isEmpty();
            }
        },
        IPROBE {
            @Override
            boolean found(Comm comm, Request request) {
                return comm.iprobe(0, 1).isPresent();
            }
        },
        IMPROBE {
            @Override
            boolean found(Comm comm, Request request) {
                return comm.improbe(0, 1).isPresent();
            }
        };

        abstract boolean found(Comm comm, Request request);
    }

    static Stream<Ranks> inTwos() {
        return Stream.of(new Ranks("shm", 2), new Ranks("tcp", 2));
    }

    @ParameterizedTest
    @EnumSource
    void aLoopThatLooksForAMessageEndsWithTheJob(Loop loop) {
        CountDownLatch loops = new CountDownLatch(1);
        assertThrows(
                IllegalStateException.class,
                () -> Mpi.run(2, mpi -> {
                    Comm world = mpi.world();
                    if (world.rank() == 0) {
                        loops.await();
                        throw new IllegalStateException("rank 0 has had enough");
                    }
                    Request request = world.irecv(Buf.of(new int[1]), 0, 1);
                    while (!loop.found(world, request)) {
                        loops.countDown();
                        Thread.onSpinWait();
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("inTwos")
    void aFutureEndsWithTheJob(Ranks ranks) {
        CountDownLatch waits = new CountDownLatch(1);
        AtomicInteger told = new AtomicInteger();
        assertThrows(
                IllegalStateException.class,
                () -> ranks.runWorld(world -> {
                    if (world.rank() == 0) {
                        waits.await();
                        throw new IllegalStateException("rank 0 has had enough");
                    }
                    var future = world.irecv(Buf.of(new int[1]), 0, 1).toFuture();
                    waits.countDown();
                    ExecutionException error = assertThrows(ExecutionException.class, future::get);
                    assertEquals(ErrorClass.PROC_ABORTED, ((MpiException) error.getCause()).errorClass());
                    told.incrementAndGet();
                }));
        assertEquals(1, told.get());
    }

    @ParameterizedTest
    @MethodSource("inTwos")
    void anOperationThatThrowsIsAnErrorWhereItThrewAndLeavesNobodyWaiting(Ranks ranks) {
        new Ranks(ranks.transport(), 5).runWorld(comm -> {
            Op sum = Op.<Integer>of(
                    (a, b) -> {
                        if (comm.rank() == 2) {
                            throw new ArithmeticException("no sum");
                        }
                        return a + b;
                    },
                    true);
            for (int count : new int[] {1, 10_000}) {
                try {
                    comm.reduce(Buf.of(new int[count]), Buf.of(new int[count]), sum, 2);
                    assertTrue(comm.rank() != 2, "the root has to compute whatever the algorithm");
                } catch (MpiException e) {
                    assertEquals(ErrorClass.OP, e.errorClass(), e.getMessage());
                    assertEquals(2, comm.rank());
                }
                try {
                    comm.scan(Buf.of(new int[count]), Buf.of(new int[count]), sum);
                    assertTrue(comm.rank() != 2);
                } catch (MpiException e) {
                    assertEquals(ErrorClass.OP, e.errorClass(), e.getMessage());
                }
                comm.barrier();
            }
        });
    }
}
