package org.mpi4j.internal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.Mpi;
import org.mpi4j.MpiException;
import org.mpi4j.Op;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ThreadRanksTest {
    @ParameterizedTest
    @CsvSource({"1,shm", "2,shm", "5,shm", "5,tcp", "100,shm"})
    void everyRankRunsTheBodyInAWorldOfThatSize(int size, String transport) {
        AtomicInteger ran = new AtomicInteger();
        Settings settings = Settings.ofProcess().with(Setting.TRANSPORT, transport);
        Launch.run(size, settings, mpi -> {
            Comm world = mpi.world();
            assertEquals(size, world.size());
            assertEquals(size * (size - 1) / 2, world.allreduce(world.rank(), Op.SUM));
            int[] token = {world.rank()};
            world.sendrecvReplace(Buf.of(token), (world.rank() + 1) % size, 1, (world.rank() + size - 1) % size, 1);
            assertEquals((world.rank() + size - 1) % size, token[0]);
            ran.incrementAndGet();
        });
        assertEquals(size, ran.get());
    }

    @ParameterizedTest
    @CsvSource({"platform, auto, auto", "virtual, auto, off", "virtual, 3, 3", "platform, off, off"})
    void ranksThatAreVirtualThreadsHaveNoBoardUnlessToldTo(String threads, String wanted, String has) {
        Settings settings = Settings.ofProcess().with(Setting.RUN_THREADS, threads).with(Setting.COLL_BOARD, wanted);
        Launch.run(2, settings, _ -> assertEquals(has, ThreadRanks.current().settings().get(Setting.COLL_BOARD)));
    }

    @Test
    void anExceptionInOneRankEndsAllAndIsThrown() {
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> Mpi.run(3, mpi -> {
                    if (mpi.world().rank() == 1) {
                        throw new IllegalStateException("rank 1 has had enough");
                    }
                    mpi.world().recv(Buf.of(new int[1]), 1, 0);
                }));
        assertEquals("rank 1 has had enough", thrown.getMessage());
    }

    @Test
    void anExceptionLeavesATryWithResourcesWithoutWaitingForTheOthers() {
        assertThrows(
                ArithmeticException.class,
                () -> Mpi.run(2, mpi -> {
                    try (mpi) {
                        if (mpi.world().rank() == 1) {
                            throw new ArithmeticException("gone");
                        }
                        mpi.world().recv(Buf.of(new int[1]), 1, 0);
                    }
                }));
    }

    @Test
    void abortEndsAllRanksAndTellsWho() {
        MpiException thrown = assertThrows(
                MpiException.class,
                () -> Mpi.run(3, mpi -> {
                    if (mpi.world().rank() == 2) {
                        mpi.abort(7);
                    }
                    mpi.world().barrier();
                }));
        assertEquals(ErrorClass.PROC_ABORTED, thrown.errorClass());
        assertTrue(thrown.getMessage().contains("rank 2") && thrown.getMessage().contains("code=7"), thrown.getMessage());
    }

    @Test
    void fewerThanOneRankIsAnError() {
        MpiException thrown = assertThrows(MpiException.class, () -> Mpi.run(0, _ -> {}));
        assertEquals(ErrorClass.ARG, thrown.errorClass());
    }
}
