package org.mpi4j.internal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.MpiException;
import org.mpi4j.RankBody;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/** Rank 1's process ends in good order while rank 0 waits for it, and then before it does. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class GoneTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "off"})
    void whoWaitsForARankThatIsGoneIsTold(String board) {
        AtomicReference<Rank> zero = new AtomicReference<>();
        AtomicReference<Boolean> told = new AtomicReference<>(false);
        RankBody body = mpi -> {
            Comm world = mpi.world();
            world.barrier();
            if (world.rank() == 0) {
                zero.set(ThreadRanks.current());
                for (int i = 0; i < 2; i++) {
                    MpiException gone = assertThrows(MpiException.class, world::barrier);
                    assertEquals(ErrorClass.PROC_FAILED, gone.errorClass());
                    assertTrue(gone.getMessage().contains("rank 1 of the job cannot be reached: its process has ended"), gone.getMessage());
                }
                told.set(true);
                throw new IllegalStateException("told");
            }
            while (zero.get() == null || new Inspection(zero.get(), -1).state().needs().isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }
            Objects.requireNonNull(zero.get()).gone(1);
            while (!told.get()) {
                LockSupport.parkNanos(1_000_000);
            }
        };
        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> Launch.run(2, Settings.ofProcess().with(Setting.COLL_BOARD, board), body));
        assertEquals("told", thrown.getMessage());
    }
}
