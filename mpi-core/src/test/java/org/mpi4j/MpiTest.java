package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MPI 5.0, chapter 11, and what section 9 tells of the environment. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MpiTest {
    @Test
    void theVersionNamesTheStandardAndMpi4j() {
        assertTrue(Mpi.version().matches("MPI 5\\.0 \\(mpi4j .+\\)"), Mpi.version());
    }

    @ParameterizedTest
    @EnumSource(ThreadLevel.class)
    void initGivesAtLeastTheLevelThatWasAskedFor(ThreadLevel required) {
        assumeTrue(System.getenv().keySet().stream().noneMatch(k -> k.equals("SLURM_PROCID") || k.startsWith("PMI_") || k.equals("MPI4J_RANK")), "within a job");
        try (Mpi mpi = Mpi.init(required, "an argument that is the program's own")) {
            assertTrue(mpi.threadLevel().compareTo(required) >= 0, mpi.threadLevel() + " for " + required);
            assertEquals(1, mpi.world().size());
            assertEquals(0, mpi.world().rank());
            int[] got = new int[1];
            mpi.world().sendrecv(Buf.of(new int[] {7}), 0, 3, Buf.of(got), 0, 3);
            assertEquals(7, got[0]);
        }
    }

    @Everywhere
    void aRankKnowsItsWorldItsHostAndTheTime(Ranks ranks) {
        ranks.runMpi(mpi -> {
            assertSame(mpi.world(), mpi.world());
            assertSame(mpi.self(), mpi.self());
            assertEquals(ThreadLevel.MULTIPLE, mpi.threadLevel());
            assertFalse(mpi.processorName().isEmpty());
            assertEquals(mpi.world().bcastObject(mpi.processorName(), 0), mpi.processorName(), "all ranks are on one host");
            double before = mpi.wtime();
            long nanos = System.nanoTime();
            while (System.nanoTime() - nanos < 1_000_000) {
                Thread.onSpinWait();
            }
            double elapsed = mpi.wtime() - before;
            assertTrue(elapsed >= 0.0009 && elapsed < 60, "elapsed seconds=" + elapsed);
            assertTrue(mpi.wtick() > 0 && mpi.wtick() <= 1e-6, "tick seconds=" + mpi.wtick());
        });
    }

    @Everywhere
    void afterTheEndEverythingIsRefused(Ranks ranks) {
        ranks.runMpi(mpi -> {
            Comm world = mpi.world();
            Comm dup = world.dup();
            Request never = dup.irecv(Buf.of(new int[1]), world.rank(), 1);
            assertFalse(mpi.isClosed());
            mpi.close();
            assertTrue(mpi.isClosed());
            mpi.close();
            Errors.expect(ErrorClass.COMM, "comm=MPI_COMM_WORLD", () -> world.send(Buf.of(new int[1]), 0, 0));
            Errors.expect(ErrorClass.COMM, "allreduce: ", () -> dup.allreduce(1, Op.SUM));
            Errors.expect(ErrorClass.COMM, "irecv: ", never::await);
            Errors.expect(ErrorClass.COMM, "irecv: ", never::test);
            Errors.expect(ErrorClass.COMM, "split: ", () -> mpi.self().split(0, 0));
        });
    }

    @Test
    void abortOfACommunicatorEndsTheWholeJob() {
        ConcurrentLinkedQueue<ErrorClass> seen = new ConcurrentLinkedQueue<>();
        MpiException thrown = assertThrows(
                MpiException.class,
                () -> Mpi.run(4, mpi -> {
                    Comm half = mpi.world().split(mpi.world().rank() % 2, 0);
                    try {
                        if (mpi.world().rank() == 1) {
                            half.abort(9);
                        }
                        half.recv(Buf.of(new int[1]), Comm.ANY_SOURCE, 0);
                    } catch (MpiException e) {
                        seen.add(e.errorClass());
                        throw e;
                    }
                }));
        assertEquals(ErrorClass.PROC_ABORTED, thrown.errorClass());
        assertTrue(thrown.getMessage().contains("rank 1") && thrown.getMessage().contains("code=9"), thrown.getMessage());
        assertEquals(4, seen.size(), "ranks that were told, also those of the other communicator");
        assertTrue(seen.stream().allMatch(ErrorClass.PROC_ABORTED::equals), seen.toString());
    }

    @Test
    void aFatalErrorEndsTheWholeJob() {
        MpiException thrown = assertThrows(
                MpiException.class,
                () -> Mpi.run(2, mpi -> {
                    Comm world = mpi.world();
                    world.setErrorHandler(ErrorHandler.ERRORS_ARE_FATAL);
                    if (world.rank() == 0) {
                        world.send(Buf.of(new int[1]), 99, 0);
                    }
                    world.barrier();
                }));
        assertEquals(ErrorClass.PROC_ABORTED, thrown.errorClass());
        assertTrue(thrown.getMessage().contains("rank 0") && thrown.getMessage().contains("code=1"), thrown.getMessage());
    }

    @Test
    void aCheckedExceptionOfABodyIsTheCause() {
        MpiException thrown = assertThrows(
                MpiException.class,
                () -> Mpi.run(2, mpi -> {
                    throw new java.io.IOException("disk full");
                }));
        assertEquals(ErrorClass.OTHER, thrown.errorClass());
        assertTrue(thrown.getCause() instanceof java.io.IOException, String.valueOf(thrown.getCause()));
    }
}
