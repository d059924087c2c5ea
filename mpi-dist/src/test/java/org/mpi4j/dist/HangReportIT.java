package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mpi4j.dist.Started.Result;
import org.mpi4j.dist.program.Hangs;

/** What a job that hangs says of itself, asked or not, and how it ends: docs/failures.md. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HangReportIT {
    private static final String CYCLE = "wait-for cycle: rank 0 waits for rank 1 in recv tag 3, rank 1 waits for rank 0 in recv tag 3";

    @TempDir
    private Path folder;

    @Test
    void aJobThatHangsTellsWhyAndEnds() throws Exception {
        Result result = Command.jrun(Java.after(List.of("-n", "3", "--hang-timeout", "2"), Hangs.class, "cycle")).run();
        assertEquals(125, result.code(), result.stderr());
        assertIsWhole(result.stderr());
        String last = result.stderr().lines().toList().getLast();
        assertTrue(last.startsWith("jrun: the job hangs: no rank has made progress for 2.0 s"), last);
    }

    /** Whether it tells of the two ranks that wait for each other, and of those that wait for them. */
    static void assertIsWhole(String report) {
        assertTrue(report.contains("\n    in recv: recv from rank 1, tag 3, comm MPI_COMM_WORLD, room for 4 bytes\n        at org.mpi4j.dist.program.Hangs.main(Hangs.java:"), report);
        assertTrue(report.matches("(?s).*\n    in barrier: barrier \\(call 2, round \\d of 2\\) on comm MPI_COMM_WORLD, lacks the message of rank [01]\n.*"), report);
        assertTrue(report.contains("\n" + CYCLE + "\n"), report);
    }

    @Test
    void aJobInWhichARankComputesTellsWhenAskedAndGoesOn() throws Exception {
        Path file = folder.resolve("go-on");
        try (Started started = Command.jrun(Java.after(List.of("-n", "3", "--hang-timeout", "1"), Hangs.class, "until", file.toString())).start()) {
            started.awaitOutput(text -> text.equals("up\nup\nup\n"));
            Pattern wanted = Pattern.compile("rank 1 on \\S+ \\(pid \\d+\\) computes\\R    thread main at org.mpi4j.dist.program.Hangs.awaitFile\\(Hangs.java:\\d+\\)");
            Soon.await("a report of all ranks", Soon.seconds(2), () -> {
                started.signal("USR1");
                String report = started.awaitErrors(_ -> true);
                return wanted.matcher(report).find() && report.endsWith(" wait, directly or through others, for rank 1, which computes\n");
            });
            Soon.await("ranks that have waited for twice the time of a hang", Soon.seconds(2), () -> {
                started.signal("USR1");
                return started.awaitErrors(_ -> true).matches("(?s).*nothing has come for it for [2-9]\\..*");
            });
            Files.createFile(file);
            Result result = started.await();
            assertEquals(0, result.code(), result.stderr());
        }
    }
}
