package org.mpi4j.internal.boot.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mpi4j.internal.boot.exchange.RankState.Activity;
import org.mpi4j.internal.boot.exchange.RankState.Need;

class HangReportTest {
    private static HangReport.Entry waits(int rank, int on) {
        return new HangReport.Entry("rank " + rank, new RankState(Activity.WAITS, 31_000_000_000L, List.of(new Need(on, "recv tag 3")), List.of("in recv: ...")), "");
    }

    @Test
    void showsTwoRanksThatWaitForEachOther() {
        List<String> lines = new HangReport(List.of(waits(0, 1), waits(1, 0))).lines();
        assertEquals(
                List.of(
                        "rank 0 waits, and nothing has come for it for 31.0 s",
                        "    in recv: ...",
                        "rank 1 waits, and nothing has come for it for 31.0 s",
                        "    in recv: ...",
                        "wait-for cycle: rank 0 waits for rank 1 in recv tag 3, rank 1 waits for rank 0 in recv tag 3"),
                lines);
    }

    @Test
    void showsWhomTheOthersWaitForWhereThereIsNoCycle() {
        var computes = new HangReport.Entry("rank 2", new RankState(Activity.COMPUTES, 0, List.of(), List.of("thread main at Main.work(Main.java:7)")), "");
        List<String> lines = new HangReport(List.of(waits(0, 1), waits(1, 2), computes)).lines();
        assertEquals("    thread main at Main.work(Main.java:7)", lines.get(lines.size() - 2));
        assertEquals("rank 0, 1 wait, directly or through others, for rank 2, which computes", lines.getLast());
    }

    @Test
    void showsARankThatDoesNotAnswer() {
        var stopped = new HangReport.Entry("rank 1 on node2 (pid 7)", null, "has not answered");
        List<String> lines = new HangReport(List.of(waits(0, 1), stopped)).lines();
        assertEquals(List.of("rank 1 on node2 (pid 7) has not answered", "rank 0 waits for rank 1, which has not answered"), lines.subList(2, 4));
    }
}
