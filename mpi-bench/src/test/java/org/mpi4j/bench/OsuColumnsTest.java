package org.mpi4j.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.bench.OsuTest.Kind;
import org.mpi4j.bench.loops.Span;

/** As the programs of OSU print them. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OsuColumnsTest {
    private static final Span TWO = new Span(2, 1.5, 2.5);

    @Test
    void headingsAreOsus() {
        assertEquals("# Size          Latency (us)", OsuColumns.headings(Kind.LATENCY, false));
        assertEquals("# Size      Bandwidth (MB/s)", OsuColumns.headings(Kind.BANDWIDTH, false));
        assertEquals("# Size                  MB/s        Messages/s", OsuColumns.headings(Kind.RATE, false));
        assertEquals("# Size       Avg Latency(us)", OsuColumns.headings(Kind.COLLECTIVE, false));
        assertEquals("# Avg Latency(us)", OsuColumns.headings(Kind.BARRIER, false));
        assertEquals(
                "# Size       Avg Latency(us)   Min Latency(us)   Max Latency(us)        Iterations", OsuColumns.headings(Kind.COLLECTIVE, true));
        assertEquals(
                "# Size           Overall(us)       Compute(us)    Pure Comm.(us)        Overlap(%)", OsuColumns.headings(Kind.OVERLAP, false));
    }

    @Test
    void rowsHaveOsusUnits() {
        assertEquals("4096                    2.00", OsuColumns.row(Kind.LATENCY, false, 4096, TWO, 10, 1));
        assertEquals("4096                 2048.00", OsuColumns.row(Kind.BANDWIDTH, false, 4096, TWO, 10, 1));
        assertEquals("4096                 6144.00        1500000.00", OsuColumns.row(Kind.RATE, false, 4096, TWO, 10, 3));
        assertEquals("             2.00", OsuColumns.row(Kind.BARRIER, false, 0, TWO, 10, 1));
        assertEquals(
                "8                       2.00              1.50              2.50                10",
                OsuColumns.row(Kind.COLLECTIVE, true, 8, TWO, 10, 1));
        assertEquals("8                      12.00              9.00              4.00             25.00", OsuColumns.overlap(8, 12, 9, 4));
        assertEquals("8                       9.00              9.00              4.00            100.00", OsuColumns.overlap(8, 9, 9, 4));
    }
}
