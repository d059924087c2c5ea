package org.mpi4j.internal.boot.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.MpiException;

@Timeout(value = 20, threadMode = SEPARATE_THREAD)
class PortRangeTest {
    @Test
    void staysWithinTheRange() {
        PortRange range = PortRange.parse("28000-28017");
        for (long job = 0; job < 100; job++) {
            List<Integer> ports = range.of(job * 0x1234567L, job);
            assertEquals(8, ports.size());
            assertTrue(ports.getFirst() >= 28000 && ports.getLast() <= 28017, ports.toString());
        }
    }

    @Test
    void takesAllOfASmallRange() {
        assertEquals(List.of(28000, 28001), PortRange.parse("28000-28001").of(4711, 3));
    }

    @Test
    void givesNeighbouringStepsAndJobsNoPortInCommon() {
        PortRange range = PortRange.parse("28000-31999");
        assertTrue(Collections.disjoint(range.of(7, 0), range.of(7, 1)));
        assertTrue(Collections.disjoint(range.of(7, 0), range.of(8, 0)));
        assertEquals(range.of(7, 1), range.of(7, 1));
    }

    @Test
    void refusesWhatIsNoRange() {
        for (String bad : List.of("", "28000", "31999-28000", "0-100", "65530-65540", "a-b", "1-2-3")) {
            assertThrows(MpiException.class, () -> PortRange.parse(bad), bad);
        }
    }
}
