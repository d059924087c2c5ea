package org.mpi4j.bench.loops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mpi4j.Mpi;

/** Every loop comes to its end, on ranks that are threads of this JVM; a loop whose sides do not fit each other would hang. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MeasurementTest {
    private static final Effort LITTLE = new Effort(1, 1, 2, 50);

    private static void measure(Test test, Buffers buffers, int ranks, long bytes) {
        double[][] micros = new double[ranks][];
        Mpi.run(ranks, mpi -> micros[mpi.world().rank()] = new Measurement(mpi.world(), test, buffers, LITTLE).of(bytes));
        assertTrue(micros[0].length > 0 && Arrays.stream(micros[0]).allMatch(n -> n > 0), () -> Arrays.deepToString(micros));
        for (int rank = 1; rank < ranks; rank++) {
            assertEquals(0, micros[rank].length);
        }
    }

    @ParameterizedTest
    @EnumSource(Test.class)
    void eachLoopEndsWithArrays(Test test) {
        measure(test, new Buffers(Memory.HEAP, false), 2, 8);
        measure(test, new Buffers(Memory.HEAP, true), 3, 40_000);
    }

    @ParameterizedTest
    @EnumSource(Test.class)
    void eachLoopEndsWithMemoryOutsideTheHeap(Test test) {
        measure(test, new Buffers(Memory.OFF_HEAP, true), 2, 40_000);
        measure(test, new Buffers(Memory.OFF_HEAP, false), 5, 8);
    }
}
