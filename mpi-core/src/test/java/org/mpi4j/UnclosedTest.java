package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.internal.boot.Launch;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;

/** What is told at the end of communicators and requests that were left open: the setting {@code mpi4j.report.unclosed}. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnclosedTest {
    /** What ranks write to standard error. */
    private static String told(boolean report, int ranks, RankBody body) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Launch.run(ranks, Settings.ofProcess().with(Setting.REPORT_UNCLOSED, Boolean.toString(report)), body);
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("resource")
    private static void forgetsToClose(Comm comm) {
        comm.dup().setName("forgotten");
    }

    @Test
    void anOpenCommunicatorIsNamedWithWhereItWasMade() {
        String told = told(true, 2, mpi -> {
            if (mpi.world().rank() < 2) {
                forgetsToClose(mpi.world());
            }
        });
        for (int rank = 0; rank < 2; rank++) {
            assertTrue(told.contains("mpi4j: rank " + rank + " on "), told);
        }
        assertTrue(told.contains("has not closed Comm[name=forgotten, rank=1, size=2], opened at"), told);
        assertTrue(told.contains("UnclosedTest.forgetsToClose(UnclosedTest.java:"), told);
        assertFalse(told.contains("org.mpi4j.internal"), told);
    }

    @Test
    void aDuplicateThatHasFailedIsNotNamed() {
        String told = told(true, 2, mpi -> {
            Keyval<String> key = Comm.createKeyval(
                    (_, _, _) -> {
                        throw new IllegalStateException("no copy");
                    },
                    Keyval.nullDeleteFn());
            mpi.world().setAttr(key, "x");
            Errors.expect(ErrorClass.OTHER, "no copy", mpi.world()::dup);
        });
        assertFalse(told.contains("has not closed"), told);
    }

    @Test
    void anOpenRequestIsNamedToo() {
        String told = told(true, 1, mpi -> {
            mpi.self().isend(Buf.of(new int[1]), 0, 1);
            mpi.self().recv(Buf.of(new int[1]), 0, 1);
        });
        assertTrue(told.contains("has not closed Request[operation=isend, comm=Comm[name=MPI_COMM_SELF"), told);
    }

    @Test
    void whatWasClosedOrWaitedForIsNot() {
        String told = told(true, 4, mpi -> {
            Comm world = mpi.world();
            int color = world.rank() % 2;
            try (Comm half = world.split(color, 0);
                    Intercomm inter = half.createIntercomm(0, world, 1 - color, 0);
                    Comm merged = inter.merge(color == 0);
                    Comm later = merged.idup().get()) {
                Request receive = later.irecv(Buf.of(new int[1]), Comm.ANY_SOURCE, 0);
                later.isend(Buf.of(new int[1]), later.rank(), 0).close();
                receive.await();
                Request[] several = {later.ibarrier(), later.iallreduce(Buf.of(new int[1]), Op.SUM)};
                Request.awaitAll(several);
                Request.testAny(later.irecv(Buf.of(new int[1]), Comm.PROC_NULL, 0));
            }
        });
        assertEquals("", told);
    }

    @Test
    void aSessionTellsOfItsOwn() {
        String told = told(true, 2, mpi -> {
            try (Session session = mpi.initSession(Info.NULL, ErrorHandler.ERRORS_RETURN)) {
                Group world = session.group("mpi://WORLD");
                session.createCommFromGroup(world, "closed", Info.NULL, ErrorHandler.ERRORS_RETURN).close();
                session.createCommFromGroup(world, "open", Info.NULL, ErrorHandler.ERRORS_RETURN).setName("left");
            }
        });
        assertEquals(2, told.lines().filter(line -> line.contains("has not closed")).count(), told);
        assertTrue(told.contains("has not closed Comm[name=left, rank=1, size=2]"), told);
    }

    @Test
    void nothingIsToldUnlessItIsAskedFor() {
        assertEquals("", told(false, 2, mpi -> forgetsToClose(mpi.world())));
    }
}
