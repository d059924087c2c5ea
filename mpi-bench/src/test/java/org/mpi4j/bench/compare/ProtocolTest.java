package org.mpi4j.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProtocolTest {
    @Test
    void readsWhatItWrites() {
        Protocol.Said said = Protocol.read(List.of(Protocol.library("MPI X 1.0"), Protocol.row(8, new double[] {0.25, 1e-5, 123456})));
        assertEquals("MPI X 1.0", said.library());
        assertEquals(Map.of(8L, List.of(0.25, 1e-5, 123460.0)), said.micros());
    }

    @Test
    void passesOverWhatIsNoWholeRow() {
        Protocol.Said said = Protocol.read(List.of("a warning", "row 8", "row 64 0.5 0.", "row 512 nan", "row x 1", "row", "row 4096 7e3 -1"));
        assertEquals("", said.library());
        assertEquals(Map.of(64L, List.of(0.5, 0.0)), said.micros());
    }
}
