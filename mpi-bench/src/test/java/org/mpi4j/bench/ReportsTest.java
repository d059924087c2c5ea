package org.mpi4j.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReportsTest {
    @Test
    void helloAlignsTheRankToTheWidestRank() {
        assertEquals("Hello, World! I am process  3 of 16 on node1.", HelloWorld.line(3, 16, "node1"));
        assertEquals("Hello, World! I am process 3 of 10 on node1.", HelloWorld.line(3, 10, "node1"));
        assertEquals("Hello, World! I am process 0 of 1 on node1.", HelloWorld.line(0, 1, "node1"));
    }

    @ParameterizedTest
    @CsvSource({"1230000,0.00123", "4312,0.000004312", "12345678901,12.35", "1000000000,1", "0,0"})
    void ringTimeIsPlainSeconds(long nanos, String seconds) {
        assertEquals("time for 10 loops = " + seconds + " seconds (5 processes, 1 bytes)", RingTest.report(10, nanos, 5, 1));
    }

    @Test
    void ringMismatchNamesTheByte() {
        byte[] received = {42, 42, 7};
        assertEquals("byte=2 of=3 value=7 expected=42", RingTest.mismatch(MemorySegment.ofArray(received), 2));
    }

    @Test
    void pingPongRowHasMeanAndSampleDeviation() {
        assertEquals(
                "   1048576            524.29 | 2.0000000e-03 ± 1.0000e-03         3",
                PingPong.report(1 << 20, new double[] {1e-3, 2e-3, 3e-3}));
        assertEquals("         0              0.00 | 1.0000000e-06 ± 0.0000e+00         1", PingPong.report(0, new double[] {1e-6}));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "2,2", "3,4", "4096,4096", "4097,8192"})
    void rowsStartAtAPowerOfTwo(long min, long first) {
        assertEquals(first, PingPong.firstPower(min));
    }

    @Test
    void rankListsJoinNeighbours() {
        assertEquals("0-2,5,7-8", RankList.of(List.of(0, 1, 2, 5, 7, 8)));
        assertEquals("", RankList.of(List.of()));
        assertEquals("shm 0,2, self 1, tcp 3-4", PeerTransports.summary(List.of("shm", "self", "shm", "tcp", "tcp")));
    }
}
