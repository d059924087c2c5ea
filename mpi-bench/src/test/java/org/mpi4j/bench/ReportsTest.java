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

    @ParameterizedTest
    @CsvSource({"0,0.00 ns", "999,999 ns", "1500,1.50 us", "20900,20.9 us", "3800000,3.80 ms", "44e9,44.0 s"})
    void timesHaveThreeDigits(double nanos, String text) {
        assertEquals(text, Units.time(nanos));
    }

    @ParameterizedTest
    @CsvSource({"8,8", "1024,1k", "1536,1536", "1048576,1m", "3221225472,3g"})
    void sizesAreShort(long bytes, String text) {
        assertEquals(text, Units.bytes(bytes));
    }

    @Test
    void mappingsOfOursAreSummedUp() {
        List<String> smaps = List.of(
                "7f00-7f10 rw-s 00000000 00:1 1 /dev/shm/mpi4j-1/inboxes-0 (deleted)",
                "Size:               10240 kB",
                "Rss:                    8 kB",
                "7f20-7f30 rw-p 00000000 00:1 1 /usr/lib/libc.so",
                "Size:                 100 kB",
                "Rss:                   50 kB",
                "7f40-7f50 rw-s 00000000 00:1 1 /dev/shm/mpi4j-1/inboxes-0 (deleted)",
                "Size:                   4 kB");
        assertEquals(10244 << 10, MemoryUse.ofOurs(smaps, "Size:"));
        assertEquals(8 << 10, MemoryUse.ofOurs(smaps, "Rss:"));
    }
}
