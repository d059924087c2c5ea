package org.mpi4j.internal.pt2pt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mpi4j.Comm;
import org.mpi4j.ErrorClass;
import org.mpi4j.Status;
import org.mpi4j.internal.progress.Completion;
import org.mpi4j.internal.progress.Failure;
import org.mpi4j.internal.progress.ParkSleeper;
import org.mpi4j.internal.progress.Progress;
import org.mpi4j.internal.progress.Waiting;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineTest {
    private static final int EAGER_LIMIT = 100;
    private static final int WINDOW = 2000;
    private static final long CONTEXT = 7;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Rank> ranks = new ArrayList<>();

    /** One rank: what a thread does to send and to receive. */
    private final class Rank {
        final int rank;
        final Progress progress = new Progress(new ParkSleeper(), new Waiting(1_000, 10_000), true);
        final Engine engine;

        Rank(int rank, int size) {
            this.rank = rank;
            this.engine = new Engine(rank, size, progress, EAGER_LIMIT, WINDOW);
        }

        SendOp isend(byte[] data, int to, int tag, boolean synchronous) {
            progress.enter();
            try {
                SendOp op = engine.newSend();
                op.setEnvelope(to, CONTEXT, rank, tag, synchronous);
                op.setBytes(MemorySegment.ofArray(data), 0, data.length);
                engine.start(op);
                engine.background(op);
                return op;
            } finally {
                progress.exit();
            }
        }

        RecvOp irecv(byte[] data, int from, int tag) {
            progress.enter();
            try {
                RecvOp op = engine.newRecv();
                op.setEnvelope(from == Comm.ANY_SOURCE ? -1 : from, CONTEXT, from, tag);
                op.setBytes(MemorySegment.ofArray(data), 0, data.length);
                engine.start(op);
                engine.background(op);
                return op;
            } finally {
                progress.exit();
            }
        }

        <T extends Completion> T await(T op) {
            assertNull(progress.await(op));
            assertTrue(op.isDone());
            return op;
        }
    }

    private void start(int size, int roomFrames) {
        QueueTransport[] all = new QueueTransport[size];
        for (int i = 0; i < size; i++) {
            Rank rank = new Rank(i, size);
            all[i] = new QueueTransport(i, all, rank.engine, rank.progress.sleeper(), roomFrames);
            rank.engine.setLinks(all[i]::open);
            rank.progress.addSource(all[i]);
            rank.progress.addSource(rank.engine);
            ranks.add(rank);
        }
    }

    @AfterEach
    void stop() {
        ranks.forEach(r -> r.progress.close());
        threads.shutdownNow();
    }

    private static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void together(List<Callable<Void>> bodies) throws Exception {
        List<Future<Void>> futures = new ArrayList<>();
        for (Callable<Void> body : bodies) {
            futures.add(threads.submit(body));
        }
        for (Future<Void> future : futures) {
            future.get();
        }
    }

    @Test
    void sendsMessagesOfEverySizeBothWays() throws Exception {
        start(2, 3);
        int[] sizes = {0, 1, 99, 100, 101, 999, 1000, 1001, 12_345};
        List<Callable<Void>> bodies = new ArrayList<>();
        for (int me = 0; me < 2; me++) {
            Rank rank = ranks.get(me);
            int other = 1 - me;
            bodies.add(() -> {
                for (int size : sizes) {
                    byte[] in = new byte[size];
                    SendOp send = rank.isend(bytes(size, size + rank.rank), other, size, size % 2 == 1);
                    RecvOp recv = rank.await(rank.irecv(in, other, size));
                    rank.await(send);
                    assertNull(recv.failure());
                    assertEquals(size, recv.statusBytes());
                    assertEquals(other, recv.statusSource());
                    assertArrayEquals(bytes(size, size + other), in);
                }
                return null;
            });
        }
        together(bodies);
    }

    @Test
    void keepsTheOrderOfEagerAndRendezvousMessagesWithoutEndOfCredit() throws Exception {
        start(2, 2);
        int count = 5_000;
        together(List.of(
                () -> {
                    List<SendOp> sends = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        sends.add(ranks.get(0).isend(new byte[] {(byte) i, (byte) (i >> 8)}, 1, 5, i % 97 == 0));
                    }
                    sends.forEach(ranks.get(0)::await);
                    return null;
                },
                () -> {
                    Rank one = ranks.get(1);
                    byte[] in = new byte[2];
                    one.await(one.irecv(new byte[0], 0, 6)); // comes last: all others are unexpected
                    for (int i = 0; i < count; i++) {
                        RecvOp recv = one.await(one.irecv(in, i % 2 == 0 ? 0 : Comm.ANY_SOURCE, i % 3 == 0 ? 5 : Comm.ANY_TAG));
                        assertEquals(5, recv.statusTag());
                        assertEquals(i, (in[0] & 0xFF) | (in[1] & 0xFF) << 8);
                    }
                    return null;
                },
                () -> {
                    // a second thread of rank 0, whose message overtakes none but has a tag of its own
                    ranks.get(0).await(ranks.get(0).isend(new byte[0], 1, 6, false));
                    return null;
                }));
    }

    @Test
    void givesALongerMessageAsTruncatedWithItsSizes() throws Exception {
        start(2, 3);
        for (int size : new int[] {50, 5_000}) {
            byte[] in = new byte[10];
            RecvOp recv = ranks.get(1).irecv(in, 0, 1);
            SendOp send = ranks.get(0).isend(bytes(size, 1), 1, 1, false);
            ranks.get(1).await(recv);
            ranks.get(0).await(send);
            assertNull(send.failure());
            assertNotNull(recv.failure());
            assertEquals(ErrorClass.TRUNCATE, recv.failure().errorClass());
            assertTrue(recv.failure().detail().contains("sent bytes=" + size + " room bytes=10"), recv.failure().detail());
            assertArrayEquals(java.util.Arrays.copyOf(bytes(size, 1), 10), in);
        }
    }

    @Test
    void sendsToItself() {
        start(1, 1);
        Rank self = ranks.get(0);
        for (boolean first : new boolean[] {true, false}) {
            for (int size : new int[] {0, 10, 100_000}) {
                byte[] in = new byte[size];
                RecvOp recv = first ? self.irecv(in, 0, 3) : null;
                SendOp send = self.isend(bytes(size, 9), 0, 3, false);
                assertEquals(first || size <= EAGER_LIMIT, send.isDone());
                recv = first ? recv : self.irecv(in, 0, 3);
                self.await(recv);
                self.await(send);
                assertArrayEquals(bytes(size, 9), in);
            }
        }
    }

    @Test
    void messagesThatCameBeforeTheirReceivesAreKeptApartThoughTheirMemoryIsUsedAgain() {
        start(1, 3);
        Rank rank = ranks.getFirst();
        for (int turn = 0; turn < 3; turn++) {
            for (int tag = 0; tag <= EAGER_LIMIT; tag++) {
                rank.await(rank.isend(bytes(tag, turn + tag), 0, tag, false));
            }
            for (int tag = EAGER_LIMIT; tag >= 0; tag--) {
                byte[] in = new byte[tag + 1];
                assertEquals(tag, rank.await(rank.irecv(in, 0, tag)).statusBytes());
                assertArrayEquals(bytes(tag, turn + tag), Arrays.copyOf(in, tag));
            }
        }
    }

    @Test
    void aMessageThatAProbeHasShownStaysWhatItIsWhenOthersCome() {
        start(1, 3);
        Rank rank = ranks.getFirst();
        rank.await(rank.isend(bytes(10, 1), 0, 1, false));
        rank.progress.enter();
        Unexpected shown = rank.engine.peek(CONTEXT, Comm.ANY_SOURCE, 1);
        rank.progress.exit();
        rank.await(rank.irecv(new byte[10], 0, 1));
        rank.await(rank.isend(bytes(20, 2), 0, 2, false));
        assertEquals(new Status(0, 1, 10, false), Objects.requireNonNull(shown).status());
    }

    @Test
    void cancelsOnlyAReceiveThatHasNotMatched() {
        start(1, 1);
        Rank self = ranks.get(0);
        RecvOp waiting = self.irecv(new byte[1], 0, 3);
        self.progress.enter();
        assertTrue(self.engine.cancel(waiting));
        self.progress.exit();
        assertTrue(waiting.isDone() && waiting.status().cancelled());
        self.isend(new byte[1], 0, 3, false);
        RecvOp matched = self.irecv(new byte[1], 0, 3);
        self.progress.enter();
        assertFalse(self.engine.cancel(matched));
        self.progress.exit();
        assertFalse(matched.status().cancelled());
    }

    @Test
    void manyThreadsOfOneRankWaitAtOnce() throws Exception {
        start(2, 4);
        List<Callable<Void>> bodies = new ArrayList<>();
        for (int me = 0; me < 2; me++) {
            for (int t = 0; t < 8; t++) {
                Rank rank = ranks.get(me);
                int tag = t;
                bodies.add(() -> {
                    for (int i = 0; i < 300; i++) {
                        byte[] in = new byte[1500];
                        int size = i % 2 == 0 ? 8 : 1500;
                        RecvOp recv = rank.irecv(in, 1 - rank.rank, tag);
                        SendOp send = rank.isend(bytes(size, tag * i), 1 - rank.rank, tag, false);
                        rank.await(recv);
                        rank.await(send);
                        assertEquals(size, recv.statusBytes());
                        assertArrayEquals(bytes(size, tag * i), java.util.Arrays.copyOf(in, size));
                    }
                    return null;
                });
            }
        }
        together(bodies);
    }

    @Test
    void movesOnWhileTheApplicationDoesNotCall() throws Exception {
        start(2, 4);
        byte[] in = new byte[100_000];
        RecvOp recv = ranks.get(1).irecv(in, 0, 1);
        SendOp send = ranks.get(0).isend(bytes(100_000, 4), 1, 1, false);
        while (!recv.isDone() || !send.isDone()) {
            Thread.onSpinWait(); // only the helpers drive
        }
        assertArrayEquals(bytes(100_000, 4), in);
    }

    @Test
    void finishesOneLargeMessageBeforeTheNext() throws Exception {
        start(2, 4);
        Rank one = ranks.get(1);
        RecvOp first = one.irecv(new byte[50_000], 0, 1);
        RecvOp second = one.irecv(new byte[50_000], 0, 2);
        CompletableFuture<Long> movedOfSecond = new CompletableFuture<>();
        one.progress.enter();
        first.listen(_ -> movedOfSecond.complete(second.moved));
        one.progress.exit();
        Rank zero = ranks.get(0);
        zero.progress.enter(); // so that none leaves before both are there
        SendOp sendFirst = zero.isend(bytes(50_000, 1), 1, 1, false);
        SendOp sendSecond = zero.isend(bytes(50_000, 2), 1, 2, false);
        zero.progress.exit();
        zero.await(sendFirst);
        zero.await(sendSecond);
        one.await(second);
        assertEquals(0, movedOfSecond.get());
    }

    @Test
    void failsWhatWaitsForABrokenPeer() {
        start(2, 1);
        Rank zero = ranks.get(0);
        RecvOp recv = zero.irecv(new byte[1], 1, 1);
        RecvOp any = zero.irecv(new byte[1], Comm.ANY_SOURCE, 2);
        ProbeOp probe = new ProbeOp(1, CONTEXT, 1, 1, false);
        ProbeOp anyProbe = new ProbeOp(-1, CONTEXT, Comm.ANY_SOURCE, 1, true);
        start(zero, probe);
        start(zero, anyProbe);
        SendOp rendezvous = zero.isend(new byte[5_000], 1, 1, false);
        SendOp queued = zero.isend(new byte[1], 1, 1, false);
        zero.progress.enter();
        zero.engine.broken(1, "cable pulled", false);
        zero.progress.exit();
        ProbeOp late = new ProbeOp(1, CONTEXT, 1, 1, false);
        start(zero, late);
        for (Completion op : List.of(recv, any, probe, anyProbe, late, rendezvous, queued, zero.isend(new byte[1], 1, 1, false), zero.irecv(new byte[1], 1, 1))) {
            assertTrue(op.isDone());
            assertNotNull(op.failure());
            assertEquals(ErrorClass.PROC_FAILED, op.failure().errorClass());
            assertTrue(op.failure().detail().contains("cable pulled"));
        }
    }

    @Test
    void failsAllThatWaitsOnceMessagesAreLostWhoseSendsWereDone() {
        start(3, 1);
        Rank zero = ranks.get(0);
        SendOp done = zero.isend(new byte[1], 1, 1, false);
        assertTrue(done.isDone());
        RecvOp fromAnother = zero.irecv(new byte[1], 2, 1);
        zero.progress.enter();
        zero.engine.broken(1, "no route", true);
        zero.progress.exit();
        assertFalse(fromAnother.isDone());
        Failure failure = zero.progress.await(fromAnother);
        assertNotNull(failure);
        assertEquals(ErrorClass.PROC_FAILED, failure.errorClass());
        assertTrue(failure.detail().contains("lost") && failure.detail().contains("no route"), failure.detail());
    }

    private static void start(Rank rank, ProbeOp probe) {
        rank.progress.enter();
        rank.engine.start(probe);
        rank.progress.exit();
    }
}
