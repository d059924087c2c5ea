package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.internal.boot.Launch;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/** Blocking collective calls of ranks that share memory, on boards. What the standard says of the calls themselves is tested elsewhere, with and without boards. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class BoardTest {
    private static final Settings AT_ONCE = Settings.ofProcess().with(Setting.COLL_BOARD, "0");

    private static void run(int ranks, RankBody body) {
        Launch.run(ranks, AT_ONCE, body);
    }

    @Test
    void ranksThatDisagreeOnALengthAreTold() {
        run(2, mpi -> {
            Comm world = mpi.world();
            world.barrier();
            Buf buf = Buf.of(new int[world.rank() + 1]);
            if (world.rank() == 0) {
                world.bcast(buf, 0);
            } else {
                Errors.expect(ErrorClass.COUNT, "ranks differ: rank 1 called bcast root=0 bytes=8, rank 0 called bcast root=0 bytes=4", () -> world.bcast(buf, 0));
            }
            assertEquals(3, world.allreduce(world.rank() + 1, Op.SUM));
        });
    }

    @Test
    void ranksThatDisagreeOnTheOperationAreTold() {
        run(3, mpi -> {
            Comm world = mpi.world();
            world.barrier();
            if (world.rank() == 2) {
                Errors.expect(ErrorClass.OTHER, "ranks differ: rank 2 called barrier, rank 0 called allreduce bytes=4", world::barrier);
            } else {
                Errors.expect(ErrorClass.OTHER, "rank 2 called barrier", () -> world.allreduce(1, Op.SUM));
            }
            assertEquals(3, world.allreduce(1, Op.SUM));
        });
    }

    @Test
    void aRootMayRunAheadButNothingIsLost() {
        run(3, mpi -> {
            Comm world = mpi.world();
            int[] data = new int[20];
            for (int i = 0; i < 1_000; i++) {
                if (world.rank() == 0) {
                    Arrays.fill(data, i);
                } else if (i % 100 == world.rank()) {
                    LockSupport.parkNanos(1_000_000);
                }
                world.bcast(Buf.of(data), 0);
                assertEquals(i, data[19]);
            }
        });
    }

    /** Longer than a rank polls and yields, so that those that wait sleep, and have to be woken. */
    @ParameterizedTest
    @ValueSource(strings = {"platform", "virtual"})
    void ranksThatSleepAreWoken(String threads) {
        Launch.run(4, AT_ONCE.with(Setting.RUN_THREADS, threads).with(Setting.SPIN, "0us").with(Setting.YIELD, "0us"), mpi -> {
            Comm world = mpi.world();
            for (int i = 0; i < 40; i++) {
                if (world.rank() == i % 4) {
                    LockSupport.parkNanos(2_000_000);
                }
                assertEquals(6 + 4 * i, world.allreduce(world.rank() + i, Op.SUM));
                world.barrier();
            }
        });
    }

    @Test
    void moreCommunicatorsThanPanelsWorkAll() {
        run(3, mpi -> {
            Comm world = mpi.world();
            List<Comm> dups = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                dups.add(world.dup());
            }
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < dups.size(); i++) {
                    assertEquals(3 * i + 3, dups.get(i).allreduce(world.rank() + i, Op.SUM));
                }
            }
            dups.forEach(Comm::close);
        });
    }

    @Test
    void panelsGoFromOneCommunicatorToTheNext() {
        run(3, mpi -> {
            Comm world = mpi.world();
            for (int i = 0; i < 300; i++) {
                try (Comm part = world.split(i % 3 == world.rank() ? 1 : 0, world.rank() * (i % 2 == 0 ? 1 : -1))) {
                    for (int call = 0; call < i % 7; call++) {
                        int root = call % part.size();
                        int[] data = {part.rank() == root ? i + call : -1};
                        part.bcast(Buf.of(data), root);
                        assertEquals(i + call, data[0]);
                    }
                    assertEquals(part.size(), part.allreduce(1, Op.SUM));
                }
            }
        });
    }

    @Test
    void otherOperationsMayBeUnderWayBeside() {
        run(3, mpi -> {
            Comm world = mpi.world();
            double[] persistent = {0};
            try (PersistentRequest again = world.allreduceInit(Buf.of(new double[] {world.rank()}), Buf.of(persistent), Op.MAX, Info.NULL)) {
                for (int i = 0; i < 50; i++) {
                    int[] later = {0};
                    Request sum = world.iallreduce(Buf.of(new int[] {i}), Buf.of(later), Op.SUM);
                    again.start();
                    world.barrier();
                    assertEquals(i + 2, world.allreduce(i + world.rank(), Op.MAX));
                    again.await();
                    sum.await();
                    assertEquals(3 * i, later[0]);
                    assertEquals(2.0, persistent[0]);
                }
            }
        });
    }

    @Test
    void threadsOfARankUseTheirCommunicatorsBoardsAtTheSameTime() {
        run(3, mpi -> {
            Comm world = mpi.world();
            List<Thread> threads = new ArrayList<>();
            List<Throwable> failed = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                Comm own = world.dup();
                int add = t;
                Thread thread = Thread.ofPlatform().unstarted(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        assertEquals(3 + 3 * add, own.allreduce(own.rank() + add, Op.SUM));
                    }
                });
                thread.setUncaughtExceptionHandler((_, e) -> {
                    synchronized (failed) {
                        failed.add(e);
                    }
                });
                threads.add(thread);
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(List.of(), failed);
        });
    }

    /** The one that sleeps drives for both, and nobody wakes it for its own sake. */
    @Test
    void aThreadThatSleepsInAReceiveServesOneThatWaitsOnABoard() {
        Launch.run(2, AT_ONCE.with(Setting.SPIN, "0us").with(Setting.YIELD, "0us"), mpi -> {
            Comm world = mpi.world();
            Comm quiet = world.dup();
            int other = 1 - world.rank();
            world.barrier();
            Thread receiver = Thread.ofPlatform().start(() -> quiet.recv(Buf.of(new int[1]), other, 1));
            for (int i = 0; i < 20; i++) {
                if (world.rank() == i % 2) {
                    LockSupport.parkNanos(5_000_000); // meanwhile all threads of the other rank fall asleep
                }
                world.barrier();
            }
            quiet.send(Buf.of(new int[1]), other, 1);
            receiver.join();
        });
    }

    @Test
    void aCallThatIsRefusedOnOneRankIsNotCountedThere() {
        Launch.run(3, AT_ONCE.with(Setting.COLL_BOARD, "2"), mpi -> {
            Comm world = mpi.world();
            for (int i = 0; i < 6; i++) {
                if (world.rank() == 1) {
                    Errors.expect(ErrorClass.ROOT, "no such process", () -> world.bcast(Buf.of(new int[1]), 99));
                }
                assertEquals(3, world.allreduce(1, Op.SUM));
            }
        });
    }

    /** So long that two ranks use their board again, in many posts. */
    @ParameterizedTest
    @ValueSource(ints = {1 << 13, (1 << 16) + 13, 1 << 20})
    void longVectorsOfTwoRanksAreReduced(int count) {
        run(2, mpi -> {
            Comm world = mpi.world();
            double[] mine = new double[count];
            Arrays.setAll(mine, i -> world.rank() * 2 + i);
            double[] sum = new double[count];
            double[] expected = new double[count];
            Arrays.setAll(expected, i -> 2.0 + 2 * i);
            world.allreduce(Buf.of(mine), Buf.of(sum), Op.SUM);
            assertArrayEquals(expected, sum);
            for (int root = 0; root < 2; root++) {
                double[] result = mine.clone();
                world.reduce(Buf.of(result), Op.SUM, root);
                assertArrayEquals(world.rank() == root ? expected : mine, result);
            }
            world.allreduce(Buf.of(mine), Op.SUM);
            assertArrayEquals(expected, mine);
        });
    }

    @Test
    void allRanksHaveTheSameSumToTheLastBit() {
        run(8, mpi -> {
            Comm world = mpi.world();
            for (int count : new int[] {1, 100, 5_000}) {
                double[] mine = new double[count];
                Arrays.setAll(mine, i -> 1.0 / (1 + world.rank() + 8.0 * i));
                double[] sum = new double[count];
                world.allreduce(Buf.of(mine), Buf.of(sum), Op.SUM);
                double[] ofRoot = sum.clone();
                world.bcast(Buf.of(ofRoot), 5);
                assertArrayEquals(ofRoot, sum);
                double[] reduced = new double[count];
                world.reduce(Buf.of(mine), Buf.of(reduced), Op.SUM, 3);
                assertTrue(world.rank() != 3 || Arrays.equals(reduced, sum));
            }
        });
    }

    @Test
    void aClosedCommunicatorIsRefusedBeforeItTakesABoard() {
        run(2, mpi -> {
            Comm dup = mpi.world().dup();
            dup.close();
            Errors.expect(ErrorClass.COMM, "closed", dup::barrier);
        });
    }

    @Test
    void ranksOfAWorldThatFailsAreTold() {
        IllegalStateException thrown = org.junit.jupiter.api.Assertions.assertThrows(IllegalStateException.class, () -> run(3, mpi -> {
            mpi.world().barrier();
            if (mpi.world().rank() == 1) {
                throw new IllegalStateException("no more");
            }
            mpi.world().barrier();
        }));
        assertEquals("no more", thrown.getMessage());
    }
}
