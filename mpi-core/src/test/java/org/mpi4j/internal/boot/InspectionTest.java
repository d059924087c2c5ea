package org.mpi4j.internal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.Buf;
import org.mpi4j.Comm;
import org.mpi4j.Op;
import org.mpi4j.internal.boot.exchange.RankState;
import org.mpi4j.internal.boot.exchange.RankState.Need;
import org.mpi4j.internal.settings.Setting;
import org.mpi4j.internal.settings.Settings;
import org.mpi4j.waits.Waits;

/** Rank 0 waits in all sorts of ways, rank 1 looks at it, and then does what it waits for. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class InspectionTest {
    private static final Settings BOARD = Settings.ofProcess().with(Setting.COLL_BOARD, "0");
    private static final Buf NOTHING = Buf.of(new int[0]);

    private static RankState whileRankZero(Consumer<Comm> waits, Consumer<Comm> ends) {
        return whileRankZero(Settings.ofProcess(), waits, ends);
    }

    private static RankState whileRankZero(Settings settings, Consumer<Comm> waits, Consumer<Comm> ends) {
        AtomicReference<Rank> zero = new AtomicReference<>();
        AtomicReference<RankState> seen = new AtomicReference<>();
        Launch.run(2, settings, mpi -> {
            Comm world = mpi.world();
            if (settings.equals(BOARD)) {
                world.barrier(); // which takes the board
            }
            if (world.rank() == 0) {
                zero.set(ThreadRanks.current());
                waits.accept(world);
            } else {
                seen.set(awaitWaiting(zero));
                ends.accept(world);
            }
        });
        return Objects.requireNonNull(seen.get());
    }

    private static RankState awaitWaiting(AtomicReference<Rank> rank) throws InterruptedException {
        while (true) {
            Rank other = rank.get();
            RankState state = other == null ? null : new Inspection(other, -1).state();
            if (state != null && !state.lines().isEmpty() && state.lines().getFirst().contains("in ") && state.idleNanos() > 1_000_000) {
                return state;
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void aReceiveIsToldWithItsEnvelope() {
        RankState state = whileRankZero(Waits.recv(1, 7), w -> w.send(NOTHING, 0, 7));
        assertEquals("in recv: recv from rank 1, tag 7, comm MPI_COMM_WORLD, room for 12 bytes", state.lines().getFirst());
        assertEquals(List.of(new Need(1, "recv tag 7")), state.needs());
    }

    @Test
    void aReceiveFromAnyRankNeedsNobodyInParticular() {
        RankState state = whileRankZero(Waits.recv(Comm.ANY_SOURCE, Comm.ANY_TAG), w -> w.send(NOTHING, 0, 7));
        assertEquals("in recv: recv from any rank, any tag, comm MPI_COMM_WORLD, room for 12 bytes", state.lines().getFirst());
        assertEquals(List.of(), state.needs());
    }

    @Test
    void aSendWithoutAReceiveIsTold() {
        RankState state = whileRankZero(Waits.ssend(1, 7), w -> w.recv(Buf.of(new int[3]), 0, 7));
        assertEquals("in ssend: send to rank 1, tag 7, comm MPI_COMM_WORLD, 12 bytes, of which no receive is known", state.lines().getFirst());
        assertEquals(List.of(new Need(1, "send tag 7")), state.needs());
    }

    @Test
    void aCollectiveIsToldWithItsRoundAndWhoIsLacking() {
        RankState state = whileRankZero(Waits.allreduce(), w -> w.allreduce(1, Op.SUM));
        assertTrue(state.lines().getFirst().matches("in allreduce: allreduce \\(call 1, round 1 of \\d\\) on comm MPI_COMM_WORLD, lacks the message of rank 1.*"), state.lines()::toString);
        assertEquals(1, state.needs().getFirst().rank());
    }

    @Test
    void aCollectiveOnABoardIsToldWithWhoHasNotPosted() {
        RankState state = whileRankZero(BOARD, Waits.allreduce(), w -> w.allreduce(1, Op.SUM));
        assertEquals("in allreduce: allreduce (call 2, round 1 of 1) on comm MPI_COMM_WORLD, lacks the post of rank 1", state.lines().getFirst());
        assertEquals(List.of(new Need(1, "allreduce (call 2, round 1 of 1)")), state.needs());
    }

    @Test
    void aPostForWhichThereIsNoRoomIsTold() {
        int posts = 5;
        RankState state = whileRankZero(BOARD, Waits.bcasts(posts), w -> {
            for (int i = 0; i < posts; i++) {
                w.bcast(NOTHING, 0);
            }
        });
        assertTrue(state.lines().getFirst().endsWith("on comm MPI_COMM_WORLD, waits until an earlier post is read by rank 1"), state.lines()::toString);
        assertEquals(1, state.needs().getFirst().rank());
    }

    @Test
    void aRequestIsToldByWhatItWaitsForAndACommunicatorByItsName() {
        RankState state = whileRankZero(Waits.ibarrier("own"), w -> w.ibarrier().await());
        assertTrue(state.lines().getFirst().startsWith("in await: barrier (call 1, round 1 of 1) on comm own, lacks the message of rank 1"), state.lines()::toString);
    }

    @Test
    void oneOfSeveralRequestsIsEnough() {
        RankState state = whileRankZero(Waits.anyOfTwo(), w -> {
            w.send(NOTHING, 0, 1);
            w.send(NOTHING, 0, 2);
        });
        String first = state.lines().getFirst();
        assertTrue(first.startsWith("in awaitAny: ") && first.contains("tag 1") && first.contains("tag 2"), first);
        assertEquals(List.of(), state.needs());
    }

    @Test
    void aMessageThatNobodyAskedForIsTold() {
        RankState state = whileRankZero(Waits.toItselfAndRecv(5, 6), w -> w.send(NOTHING, 0, 6));
        assertTrue(state.lines().contains("has come, though nobody has asked for it: a message of rank 0, tag 5, comm MPI_COMM_WORLD, 0 bytes"), state.lines()::toString);
    }

    @Test
    void theUsersLineIsTold() {
        RankState state = whileRankZero(Waits.recv(1, 7), w -> w.send(NOTHING, 0, 7));
        assertTrue(state.lines().get(1).matches("    at org.mpi4j.waits.Waits.*\\(Waits.java:\\d+\\)"), state.lines()::toString);
    }
}
