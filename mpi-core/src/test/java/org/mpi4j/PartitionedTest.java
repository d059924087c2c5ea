package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** MPI 5.0, chapter 4. */
class PartitionedTest {
    private static int right(Comm comm) {
        return (comm.rank() + 1) % comm.size();
    }

    private static int left(Comm comm) {
        return (comm.rank() + comm.size() - 1) % comm.size();
    }

    @Everywhere
    void bothSidesDivideAsTheyLike(Ranks ranks) {
        ranks.run(comm -> {
            for (int total : new int[] {0, 24, 240_000}) {
                for (int[] division : new int[][] {{1, 1}, {8, 8}, {3, 8}, {12, 2}, {24, 1}, {1, 6}}) {
                    int[] out = new int[total];
                    int[] in = new int[total];
                    PartitionedRequest send = comm.psendInit(Buf.of(out), division[0], right(comm), 3, Info.NULL);
                    PartitionedRequest recv = comm.precvInit(Buf.of(in), division[1], left(comm), 3, Info.NULL);
                    for (int round = 0; round < 3; round++) {
                        int start = round * 7;
                        recv.start();
                        send.start();
                        for (int p = division[0] - 1; p >= 0; p--) {
                            for (int i = p * (total / division[0]); i < (p + 1) * (total / division[0]); i++) {
                                out[i] = start + i * 31 + comm.rank();
                            }
                            send.pready(p);
                        }
                        assertEquals(new Status(left(comm), 3, total * 4L, false), recv.await());
                        send.await();
                        int[] expected = new int[total];
                        Arrays.setAll(expected, i -> start + i * 31 + left(comm));
                        assertArrayEquals(expected, in);
                        assertTrue(recv.parrived(0));
                    }
                    send.close();
                    recv.close();
                }
            }
        });
    }

    @Everywhere
    void aPartTravelsAsSoonAsItIsReady(Ranks ranks) {
        ranks.run(comm -> {
            long[] out = {10, 11, 12, 13, 14, 15, 16, 17};
            long[] in = new long[8];
            PartitionedRequest send = comm.psendInit(Buf.of(out), 4, right(comm), 1, Info.NULL);
            PartitionedRequest recv = comm.precvInit(Buf.of(in), 2, left(comm), 1, Info.NULL);
            assertTrue(recv.parrived(1));
            for (int round = 0; round < 2; round++) {
                Arrays.fill(in, 0);
                PersistentRequest.startAll(recv, send);
                assertFalse(recv.parrived(0));
                send.preadyList(3, 2);
                while (!recv.parrived(1)) {
                    Thread.onSpinWait();
                }
                assertArrayEquals(new long[] {14, 15, 16, 17}, Arrays.copyOfRange(in, 4, 8));
                assertFalse(recv.parrived(0));
                assertEquals(Optional.empty(), recv.test());
                assertEquals(Optional.empty(), send.getStatus());
                comm.barrier();
                send.preadyRange(0, 1);
                send.await();
                recv.await();
                assertArrayEquals(out, in);
            }
        });
    }

    @Everywhere
    void endsOfTheSameEnvelopeMatchInTheOrderInWhichTheyWereMade(Ranks ranks) {
        ranks.run(comm -> {
            int[] in = new int[2];
            PartitionedRequest firstIn = comm.precvInit(Buf.of(in, 0, 1), 1, left(comm), 1, Info.NULL);
            PartitionedRequest firstOut = comm.psendInit(Buf.of(new int[] {1}), 1, right(comm), 1, Info.NULL);
            PartitionedRequest secondOut = comm.psendInit(Buf.of(new int[] {2}), 1, right(comm), 1, Info.NULL);
            PartitionedRequest secondIn = comm.precvInit(Buf.of(in, 1, 1), 1, left(comm), 1, Info.NULL);
            for (int round = 0; round < 3; round++) {
                Arrays.fill(in, 0);
                PersistentRequest.startAll(secondOut, firstOut);
                secondOut.pready(0);
                firstOut.pready(0);
                PersistentRequest.startAll(secondIn, firstIn);
                Request.awaitAll(secondIn, firstOut, firstIn, secondOut);
                assertArrayEquals(new int[] {1, 2}, in);
            }
        });
    }

    @Everywhere
    void eitherSideMayComeFirst(Ranks ranks) {
        ranks.run(comm -> {
            for (int bytes : new int[] {8, 400_000}) {
                byte[] in = new byte[bytes];
                PartitionedRequest recv = comm.precvInit(Buf.of(in), 4, left(comm), 1, Info.NULL);
                recv.start();
                assertFalse(recv.parrived(2));
                comm.barrier();
                byte[] out = new byte[bytes];
                Arrays.fill(out, (byte) 5);
                PartitionedRequest send = comm.psendInit(Buf.of(out), 2, right(comm), 1, Info.NULL);
                send.start();
                send.preadyRange(0, 1);
                recv.await();
                send.await();
                assertArrayEquals(out, in);
                PartitionedRequest early = comm.psendInit(Buf.of(out), 2, right(comm), 2, Info.NULL);
                early.start();
                early.preadyRange(0, 1);
                comm.barrier();
                Arrays.fill(in, (byte) 0);
                PartitionedRequest late = comm.precvInit(Buf.of(in), 8, left(comm), 2, Info.NULL);
                late.start();
                late.await();
                early.await();
                assertArrayEquals(out, in);
            }
        });
    }

    @Everywhere
    void otherMessagesDoNotMatch(Ranks ranks) {
        ranks.run(comm -> {
            int[] ordinary = new int[1];
            Request receive = comm.irecv(Buf.of(ordinary), Comm.ANY_SOURCE, Comm.ANY_TAG);
            int[] in = new int[1];
            PartitionedRequest recv = comm.precvInit(Buf.of(in), 1, comm.rank(), 0, Info.NULL);
            PartitionedRequest send = comm.psendInit(Buf.of(new int[] {4}), 1, comm.rank(), 0, Info.NULL);
            send.start();
            send.pready(0);
            assertEquals(Optional.empty(), comm.iprobe(Comm.ANY_SOURCE, Comm.ANY_TAG));
            assertEquals(Optional.empty(), receive.test());
            comm.send(Buf.of(new int[] {9}), comm.rank(), 0);
            receive.await();
            recv.start();
            recv.await();
            assertEquals(9, ordinary[0]);
            assertEquals(4, in[0]);
            send.await();
        });
    }

    @Everywhere
    void derivedTypesKeepTheirGaps(Ranks ranks) {
        ranks.run(comm -> {
            Datatype pairs = Datatype.resized(Datatype.vector(2, 1, 2, Datatype.INT), 0, 16);
            for (int[] division : new int[][] {{6, 6}, {4, 6}, {6, 4}, {12, 1}, {1, 12}}) {
                int[] out = new int[48];
                Arrays.setAll(out, i -> i + 1);
                int[] in = new int[48];
                int[] plain = new int[24];
                PartitionedRequest send = comm.psendInit(Buf.of(out, pairs), division[0], right(comm), 1, Info.NULL);
                PartitionedRequest recv = comm.precvInit(Buf.of(in, pairs), division[1], left(comm), 1, Info.NULL);
                PartitionedRequest sendPlain = comm.psendInit(Buf.of(new int[24]), 8, right(comm), 2, Info.NULL);
                PartitionedRequest recvGaps = comm.precvInit(Buf.of(new int[48], pairs), division[1], left(comm), 2, Info.NULL);
                PartitionedRequest sendGaps = comm.psendInit(Buf.of(out, pairs), division[0], right(comm), 3, Info.NULL);
                PartitionedRequest recvPlain = comm.precvInit(Buf.of(plain), 8, left(comm), 3, Info.NULL);
                PersistentRequest.startAll(recv, recvGaps, recvPlain, send, sendPlain, sendGaps);
                send.preadyRange(0, division[0] - 1);
                sendPlain.preadyRange(0, 7);
                sendGaps.preadyRange(0, division[0] - 1);
                Request.awaitAll(recv, recvGaps, recvPlain, send, sendPlain, sendGaps);
                for (int i = 0; i < 48; i++) {
                    assertEquals(i % 4 == 0 || i % 4 == 2 ? i + 1 : 0, in[i], "at " + i);
                }
                for (int i = 0; i < 24; i++) {
                    assertEquals(i * 2 + 1, plain[i]);
                }
            }
        });
    }

    @Everywhere
    void booleansAndNativeMemoryMoveToo(Ranks ranks) {
        ranks.run(comm -> {
            boolean[] out = new boolean[8];
            boolean[] in = new boolean[10];
            PartitionedRequest send = comm.psendInit(Buf.of(out, 2, 6), 3, right(comm), 1, Info.NULL);
            PartitionedRequest recv = comm.precvInit(Buf.of(in, 4, 6), 2, left(comm), 1, Info.NULL);
            PersistentRequest.startAll(recv, send);
            out[3] = true;
            send.pready(0);
            out[7] = true;
            send.preadyRange(1, 2);
            Request.awaitAll(recv, send);
            assertArrayEquals(new boolean[] {false, false, false, false, false, true, false, false, false, true}, in);
            try (Arena arena = Arena.ofShared()) {
                MemorySegment from = arena.allocate(800_000, 8);
                MemorySegment into = arena.allocate(800_000, 8);
                PartitionedRequest sendNative = comm.psendInit(Buf.of(from, Datatype.LONG), 10, right(comm), 2, Info.NULL);
                PartitionedRequest recvNative = comm.precvInit(Buf.of(into, Datatype.LONG), 5, left(comm), 2, Info.NULL);
                PersistentRequest.startAll(recvNative, sendNative);
                from.setAtIndex(ValueLayout.JAVA_LONG, 99_999, 77);
                sendNative.preadyRange(0, 9);
                Request.awaitAll(sendNative, recvNative);
                assertEquals(77, into.getAtIndex(ValueLayout.JAVA_LONG, 99_999));
                comm.barrier();
            }
        });
    }

    @Everywhere
    void eightThreadsMakePartsReadyAndEightWaitForThem(Ranks ranks) {
        ranks.runWorld(comm -> {
            int threads = 8;
            int partitions = 64;
            for (boolean virtual : new boolean[] {false, true}) {
                int[] out = new int[partitions * 100];
                int[] in = new int[partitions * 100];
                PartitionedRequest send = comm.psendInit(Buf.of(out), partitions, right(comm), 1, Info.NULL);
                PartitionedRequest recv = comm.precvInit(Buf.of(in), partitions / 2, left(comm), 1, Info.NULL);
                try (ExecutorService pool = virtual ? Executors.newVirtualThreadPerTaskExecutor() : Executors.newFixedThreadPool(2 * threads)) {
                    for (int round = 0; round < 5; round++) {
                        PersistentRequest.startAll(recv, send);
                        List<Callable<Void>> bodies = new ArrayList<>();
                        for (int t = 0; t < threads; t++) {
                            int thread = t;
                            int value = round + 1;
                            bodies.add(() -> makeReady(send, out, thread, threads, value));
                            bodies.add(() -> awaitParts(recv, in, thread, threads, value));
                        }
                        for (Future<Void> body : pool.invokeAll(bodies)) {
                            body.get();
                        }
                        Request.awaitAll(recv, send);
                    }
                }
            }
        });
    }

    private static Void makeReady(PartitionedRequest send, int[] out, int thread, int threads, int value) {
        for (int p = thread; p < out.length / 100; p += threads) {
            Arrays.fill(out, p * 100, (p + 1) * 100, p + value);
            send.pready(p);
        }
        return null;
    }

    @SuppressWarnings("ThreadPriorityCheck") // there may be fewer cores than threads that wait
    private static Void awaitParts(PartitionedRequest recv, int[] in, int thread, int threads, int value) {
        for (int p = thread; p < in.length / 200; p += threads) {
            while (!recv.parrived(p)) {
                Thread.yield();
            }
            assertEquals(2 * p + value, in[p * 200]);
            assertEquals(2 * p + 1 + value, in[p * 200 + 199]);
        }
        return null;
    }

    @Everywhere
    void theNullProcessTakesAndGivesNothing(Ranks ranks) {
        ranks.run(comm -> {
            PartitionedRequest send = comm.psendInit(Buf.of(new int[4]), 2, Comm.PROC_NULL, 0, Info.NULL);
            PartitionedRequest recv = comm.precvInit(Buf.of(new int[4]), 2, Comm.PROC_NULL, 0, Info.NULL);
            for (int round = 0; round < 2; round++) {
                PersistentRequest.startAll(send, recv);
                assertTrue(recv.parrived(1));
                assertEquals(new Status(Comm.PROC_NULL, Comm.ANY_TAG, 0, false), recv.await());
                send.pready(1);
                assertEquals(Optional.empty(), send.test());
                send.pready(0);
                send.await();
            }
        });
    }

    @Everywhere
    void theEndOfItsSessionEndsAReceive(Ranks ranks) {
        ranks.runMpi(mpi -> {
            Session session = mpi.initSession(Info.NULL, ErrorHandler.ERRORS_RETURN);
            Comm alone = session.createCommFromGroup(session.group("mpi://SELF"), "parts");
            PartitionedRequest unmatched = alone.precvInit(Buf.of(new int[2]), 2, 0, 1, Info.NULL);
            PartitionedRequest matched = alone.precvInit(Buf.of(new int[2]), 2, 0, 2, Info.NULL);
            PartitionedRequest send = alone.psendInit(Buf.of(new int[2]), 2, 0, 2, Info.NULL);
            PersistentRequest.startAll(unmatched, matched, send);
            send.pready(1);
            assertTrue(matched.parrived(1));
            assertFalse(matched.parrived(0));
            session.close();
            Errors.expect(ErrorClass.COMM, "precvInit: ", matched::await);
            Errors.expect(ErrorClass.COMM, "precvInit: ", unmatched::await);
        });
    }

    @Everywhere
    void noPartsAtAllAreCompleteAtOnce(Ranks ranks) {
        ranks.run(comm -> {
            PartitionedRequest send = comm.psendInit(Buf.of(new int[0]), 0, right(comm), 1, Info.NULL);
            PartitionedRequest recv = comm.precvInit(Buf.of(new int[0]), 0, left(comm), 1, Info.NULL);
            PersistentRequest.startAll(send, recv);
            send.await();
            assertEquals(0, recv.await().bytes());
            Errors.expect(ErrorClass.ARG, "parrived: no such partition: partition=0 partitions=0", () -> recv.parrived(0));
        });
    }

    @Everywhere
    void aShorterMessageLeavesTheRestAndALongerOneIsAnError(Ranks ranks) {
        ranks.run(comm -> {
            int[] in = new int[8];
            PartitionedRequest recv = comm.precvInit(Buf.of(in), 4, comm.rank(), 1, Info.NULL);
            PartitionedRequest send = comm.psendInit(Buf.of(new int[] {1, 2, 3}), 3, comm.rank(), 1, Info.NULL);
            PersistentRequest.startAll(recv, send);
            send.preadyRange(0, 2);
            assertEquals(12, recv.await().bytes());
            assertArrayEquals(new int[] {1, 2, 3, 0, 0, 0, 0, 0}, in);
            send.await();
            int[] small = new int[5];
            PartitionedRequest little = comm.precvInit(Buf.of(small), 5, comm.rank(), 2, Info.NULL);
            PartitionedRequest much = comm.psendInit(Buf.of(new int[] {1, 2, 3, 4, 5, 6, 7, 8}), 4, comm.rank(), 2, Info.NULL);
            for (int round = 0; round < 2; round++) {
                PersistentRequest.startAll(little, much);
                much.preadyRange(0, 3);
                Errors.expect(ErrorClass.TRUNCATE, "sent bytes=32 room bytes=20", little::await);
                much.await();
                assertArrayEquals(new int[] {1, 2, 3, 4, 5}, small);
            }
        });
    }

    @Everywhere
    void misuseIsAnError(Ranks ranks) {
        ranks.run(comm -> {
            Buf four = Buf.of(new int[4]);
            Errors.expect(ErrorClass.COUNT, "psendInit: no multiple of the number of partitions: count=4 partitions=3", () -> comm.psendInit(four, 3, 0, 0, Info.NULL));
            Errors.expect(ErrorClass.COUNT, "precvInit: no multiple", () -> comm.precvInit(four, 0, 0, 0, Info.NULL));
            Errors.expect(ErrorClass.ARG, "psendInit: less than 0: partitions=-1", () -> comm.psendInit(four, -1, 0, 0, Info.NULL));
            Errors.expect(ErrorClass.RANK, "psendInit: no such process: dest=" + comm.size(), () -> comm.psendInit(four, 1, comm.size(), 0, Info.NULL));
            Errors.expect(ErrorClass.RANK, "source=ANY_SOURCE", () -> comm.precvInit(four, 1, Comm.ANY_SOURCE, 0, Info.NULL));
            Errors.expect(ErrorClass.TAG, "tag=ANY_TAG", () -> comm.precvInit(four, 1, 0, Comm.ANY_TAG, Info.NULL));
            Errors.expect(ErrorClass.BUFFER, "psendInit: no buffer", () -> comm.psendInit(Buf.IN_PLACE, 1, 0, 0, Info.NULL));
            PartitionedRequest send = comm.psendInit(four, 4, comm.rank(), 0, Info.NULL);
            PartitionedRequest recv = comm.precvInit(Buf.of(new int[4]), 4, comm.rank(), 0, Info.NULL);
            Errors.expect(ErrorClass.REQUEST, "pready: the request is inactive", () -> send.pready(0));
            PersistentRequest.startAll(send, recv);
            Errors.expect(ErrorClass.REQUEST, "psendInit: the request is active", send::start);
            Errors.expect(ErrorClass.ARG, "pready: no such partition: partition=4 partitions=4", () -> send.pready(4));
            Errors.expect(ErrorClass.ARG, "preadyRange: no such partition: partition=-1", () -> send.preadyRange(-1, 2));
            Errors.expect(ErrorClass.ARG, "preadyRange: the range is empty: low=2 high=1", () -> send.preadyRange(2, 1));
            send.pready(1);
            Errors.expect(ErrorClass.REQUEST, "pready: the partition is ready already: partition=1", () -> send.pready(1));
            Errors.expect(ErrorClass.REQUEST, "preadyRange: the partition is ready already: partition=1", () -> send.preadyRange(0, 3));
            Errors.expect(ErrorClass.REQUEST, "preadyList: the partition is ready already: partition=2", () -> send.preadyList(2, 3, 2));
            Errors.expect(ErrorClass.REQUEST, "parrived: the request is that of a send", () -> send.parrived(0));
            Errors.expect(ErrorClass.REQUEST, "pready: the request is that of a receive", () -> recv.pready(0));
            Errors.expect(ErrorClass.REQUEST, "cancel: a partitioned operation that has been started", recv::cancel);
            Errors.expect(ErrorClass.REQUEST, "close: a partitioned operation that has been started", send::close);
            send.preadyList(0, 2, 3);
            Request.awaitAll(send, recv);
            send.cancel();
            send.close();
            Errors.expect(ErrorClass.REQUEST, "psendInit: the request has been closed", send::start);
        });
    }

    @Everywhere
    void memoryThatIsNoMoreStartsNothing(Ranks ranks) {
        ranks.run(comm -> {
            Arena arena = Arena.ofShared();
            Buf buf = Buf.of(arena.allocate(16), Datatype.INT);
            PartitionedRequest send = comm.psendInit(buf, 4, comm.rank(), 0, Info.NULL);
            PartitionedRequest recv = comm.precvInit(buf, 2, comm.rank(), 0, Info.NULL);
            arena.close();
            Errors.expect(ErrorClass.BUFFER, "psendInit: the memory's arena has been closed", send::start);
            Errors.expect(ErrorClass.BUFFER, "precvInit: the memory's arena has been closed", recv::start);
            Errors.expect(ErrorClass.REQUEST, "pready: the request is inactive", () -> send.pready(0));
        });
    }
}
