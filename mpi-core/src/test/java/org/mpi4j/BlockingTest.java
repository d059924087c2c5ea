package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.Arrays;

/** MPI 5.0, sections 3.2, 3.4 to 3.6, 3.11: blocking communication, its modes, its order, and the null process. */
class BlockingTest {
    /** Empty, small, one page, just below and above the eager limit, many frames. */
    private static final int[] COUNTS = {0, 1, 1000, 4095, 4096, 4097, 100_000};

    @Everywhere
    void aRingPassesEverySizeOn(Ranks ranks) {
        ranks.run(comm -> {
            int next = (comm.rank() + 1) % comm.size();
            int previous = (comm.rank() + comm.size() - 1) % comm.size();
            for (int count : COUNTS) {
                int[] data = new int[count];
                Arrays.setAll(data, i -> i * 31 + comm.rank());
                int[] expected = new int[count];
                Arrays.setAll(expected, i -> i * 31 + previous);
                int[] got = new int[count];
                Request sending = comm.isend(Buf.of(data), next, count);
                Status status = comm.recv(Buf.of(got), previous, count);
                sending.await();
                assertArrayEquals(expected, got);
                assertEquals(new Status(previous, count, count * 4L, false), status);
                assertEquals(count, status.count(Datatype.INT));
            }
        });
    }

    @Everywhere
    void aTokenGoesRoundBlocking(Ranks ranks) {
        ranks.run(comm -> {
            long[] token = {0};
            if (comm.size() == 1) {
                return;
            }
            for (int round = 0; round < 20; round++) {
                if (comm.rank() == 0) {
                    comm.send(Buf.of(token), 1, round);
                    comm.recv(Buf.of(token), comm.size() - 1, round);
                    assertEquals((round + 1L) * (comm.size() - 1), token[0]);
                } else {
                    comm.recv(Buf.of(token), comm.rank() - 1, round);
                    token[0]++;
                    comm.send(Buf.of(token), (comm.rank() + 1) % comm.size(), round);
                }
            }
        });
    }

    /** Section 3.5: messages do not overtake, whatever their protocol. */
    @Everywhere
    void messagesOfOneSenderArriveInOrder(Ranks ranks) {
        ranks.run(comm -> {
            int to = (comm.rank() + 1) % comm.size();
            int from = (comm.rank() + comm.size() - 1) % comm.size();
            int[] counts = {1, 20_000, 2, 0, 50_000, 3};
            Request[] sending = new Request[counts.length];
            for (int i = 0; i < counts.length; i++) {
                int[] data = new int[counts[i]];
                Arrays.fill(data, i);
                sending[i] = i % 2 == 0 ? comm.isend(Buf.of(data), to, 7) : comm.issend(Buf.of(data), to, 7);
            }
            int[] got = new int[50_000];
            for (int i = 0; i < counts.length; i++) {
                Status status = comm.recv(Buf.of(got), from, i % 2 == 0 ? Comm.ANY_TAG : 7);
                assertEquals(counts[i], status.count(Datatype.INT), "message " + i);
                if (counts[i] > 0) {
                    assertEquals(i, got[counts[i] - 1]);
                }
            }
            Request.awaitAll(sending);
        });
    }

    @Everywhere
    void tagsChooseAmongWaitingMessages(Ranks ranks) {
        ranks.run(comm -> {
            int to = (comm.rank() + 1) % comm.size();
            int from = (comm.rank() + comm.size() - 1) % comm.size();
            for (int tag = 0; tag < 50; tag++) {
                comm.bsend(Buf.of(new int[] {tag * 3}), to, tag);
            }
            comm.bsend(Buf.of(new int[] {-1}), to, Comm.TAG_UB);
            int[] got = new int[1];
            comm.recv(Buf.of(got), from, Comm.TAG_UB);
            assertEquals(-1, got[0]);
            for (int tag = 49; tag >= 0; tag--) {
                comm.recv(Buf.of(got), from, tag);
                assertEquals(tag * 3, got[0]);
            }
        });
    }

    @Everywhere
    void anySourceTakesOneMessageOfEach(Ranks ranks) {
        ranks.run(comm -> {
            if (comm.rank() > 0) {
                comm.send(Buf.of(new int[] {comm.rank() * 10}), 0, comm.rank());
                return;
            }
            boolean[] seen = new boolean[comm.size()];
            int[] got = new int[4];
            for (int i = 1; i < comm.size(); i++) {
                Status status = comm.recv(Buf.of(got), Comm.ANY_SOURCE, Comm.ANY_TAG);
                assertEquals(status.source(), status.tag());
                assertEquals(status.source() * 10, got[0]);
                assertEquals(false, seen[status.source()], "twice from " + status.source());
                seen[status.source()] = true;
            }
        });
    }

    @Everywhere
    void aMessageToOneselfArrives(Ranks ranks) {
        ranks.run(comm -> {
            for (int count : COUNTS) {
                double[] data = new double[count];
                Arrays.fill(data, comm.rank() + 0.5);
                double[] got = new double[count];
                Request sending = comm.isend(Buf.of(data), comm.rank(), 3);
                assertEquals(count, comm.recv(Buf.of(got), comm.rank(), 3).count(Datatype.DOUBLE));
                sending.await();
                assertArrayEquals(data, got);
                Request receiving = comm.irecv(Buf.of(got), Comm.ANY_SOURCE, Comm.ANY_TAG);
                comm.ssend(Buf.of(data), comm.rank(), 4);
                assertEquals(4, receiving.await().tag());
            }
        });
    }

    /** Section 3.11. */
    @Everywhere
    void theNullProcessTakesAndGivesNothing(Ranks ranks) {
        ranks.run(comm -> {
            int[] data = {5};
            comm.send(Buf.of(data), Comm.PROC_NULL, 0);
            comm.ssend(Buf.of(data), Comm.PROC_NULL, 0);
            comm.bsend(Buf.of(data), Comm.PROC_NULL, 0);
            comm.isend(Buf.of(data), Comm.PROC_NULL, 0).await();
            Status none = new Status(Comm.PROC_NULL, Comm.ANY_TAG, 0, false);
            assertEquals(none, comm.recv(Buf.of(data), Comm.PROC_NULL, 9));
            assertEquals(none, comm.irecv(Buf.of(data), Comm.PROC_NULL, 9).await());
            assertEquals(none, comm.probe(Comm.PROC_NULL, 1));
            assertEquals(none, comm.iprobe(Comm.PROC_NULL, 1).orElseThrow());
            assertEquals(none, comm.mprobe(Comm.PROC_NULL, 1).recv(Buf.of(data)));
            assertEquals(none, comm.sendrecv(Buf.of(data), Comm.PROC_NULL, 0, Buf.of(data), Comm.PROC_NULL, 0));
            comm.sendObject("x", Comm.PROC_NULL, 0);
            assertEquals(null, comm.<String>recvObject(Comm.PROC_NULL, 0));
            assertEquals(5, data[0]);
        });
    }

    @Everywhere
    void aShorterMessageChangesOnlyWhatItBrought(Ranks ranks) {
        ranks.run(comm -> {
            for (int count : new int[] {0, 3, 30_000}) {
                int[] got = new int[count + 10];
                Arrays.fill(got, -7);
                int[] data = new int[count];
                Request sending = comm.isend(Buf.of(data), (comm.rank() + 1) % comm.size(), 1);
                comm.recv(Buf.of(got), Comm.ANY_SOURCE, 1);
                sending.await();
                int[] expected = new int[count + 10];
                Arrays.fill(expected, count, count + 10, -7);
                assertArrayEquals(expected, got);
                comm.barrier();
            }
        });
    }

    @Everywhere
    void aLongerMessageIsAnErrorThatNamesIt(Ranks ranks) {
        ranks.run(comm -> {
            int from = (comm.rank() + comm.size() - 1) % comm.size();
            for (int count : new int[] {10, 30_000}) {
                Request sending = comm.isend(Buf.of(new int[count]), (comm.rank() + 1) % comm.size(), 5);
                int[] got = new int[6];
                got[5] = 99;
                String message = Errors.expect(ErrorClass.TRUNCATE, "recv: ", () -> comm.recv(Buf.of(got, 0, 5), from, 5)).getMessage();
                for (String part : new String[] {"source=" + from, "tag=5", "=" + count * 4, "=20", "rank=" + comm.rank()}) {
                    assertEquals(true, message.contains(part), part + " is not in: " + message);
                }
                sending.await();
                assertEquals(99, got[5]);
                comm.barrier();
            }
        });
    }

    @Everywhere
    void everyKindOfMemoryCanBeSentAndReceived(Ranks ranks) {
        ranks.run(comm -> {
            int to = (comm.rank() + 1) % comm.size();
            int from = (comm.rank() + comm.size() - 1) % comm.size();
            DoubleBuffer direct = ByteBuffer.allocateDirect(80).order(java.nio.ByteOrder.nativeOrder()).asDoubleBuffer();
            direct.put(2, 4.5).position(2).limit(5);
            DoubleBuffer slice = DoubleBuffer.allocate(9);
            slice.position(3);
            comm.sendrecv(Buf.of(direct), to, 1, Buf.of(slice), from, 1);
            assertEquals(4.5, slice.get(3));
            assertEquals(0, slice.get(2));
            try (Arena arena = Arena.ofShared()) {
                MemorySegment out = arena.allocate(100_000);
                MemorySegment in = arena.allocate(100_000);
                out.set(ValueLayout.JAVA_BYTE, 99_999, (byte) 9);
                comm.sendrecv(Buf.of(out, Datatype.BYTE), to, 2, Buf.of(in, Datatype.BYTE), from, 2);
                assertEquals(9, in.get(ValueLayout.JAVA_BYTE, 99_999));
                comm.barrier();
            }
            boolean[] flags = {true, false, true};
            boolean[] got = {false, false, false, true};
            assertEquals(3, comm.sendrecv(Buf.of(flags), to, 3, Buf.of(got), from, 3).count(Datatype.BOOLEAN));
            assertArrayEquals(new boolean[] {true, false, true, true}, got);
            char[] chars = {'a', 'ü'};
            char[] gotChars = new char[2];
            comm.sendrecv(Buf.of(chars), to, 4, Buf.of(gotChars), from, 4);
            assertArrayEquals(chars, gotChars);
        });
    }

    @Everywhere
    void datatypesWithGapsLeaveTheGapsAlone(Ranks ranks) {
        ranks.run(comm -> {
            int to = (comm.rank() + 1) % comm.size();
            int from = (comm.rank() + comm.size() - 1) % comm.size();
            for (int rows : new int[] {3, 20_000}) {
                int[] matrix = new int[rows * 4];
                Arrays.setAll(matrix, i -> i);
                Datatype column = Datatype.vector(rows, 1, 4, Datatype.INT);
                int[] flat = new int[rows];
                comm.sendrecv(Buf.of(matrix, column), to, 1, Buf.of(flat), from, 1);
                int[] expected = new int[rows];
                Arrays.setAll(expected, i -> 4 * i);
                assertArrayEquals(expected, flat);
                int[] spread = new int[rows * 4];
                Arrays.fill(spread, -1);
                comm.sendrecv(Buf.of(flat), to, 2, Buf.of(spread, column), from, 2);
                for (int i = 0; i < spread.length; i++) {
                    assertEquals(i % 4 == 0 ? i : -1, spread[i]);
                }
            }
        });
    }

    /** Section 3.4: a synchronous send does not end before its receive has begun. */
    @Everywhere
    void aSynchronousSendWaitsForItsReceive(Ranks ranks) {
        ranks.run(comm -> {
            int to = (comm.rank() + 1) % comm.size();
            int from = (comm.rank() + comm.size() - 1) % comm.size();
            Request sending = comm.issend(Buf.of(new int[] {1}), to, 1);
            comm.barrier();
            assertEquals(true, sending.test().isEmpty());
            comm.barrier();
            comm.recv(Buf.of(new int[1]), from, 1);
            sending.await();
        });
    }

    @Everywhere
    void aBufferedSendEndsWithoutAReceiveAndItsMemoryIsFree(Ranks ranks) {
        ranks.run(comm -> {
            int to = (comm.rank() + 1) % comm.size();
            int from = (comm.rank() + comm.size() - 1) % comm.size();
            int[] data = new int[100_000];
            for (int i = 0; i < 5; i++) {
                Arrays.fill(data, i);
                comm.bsend(Buf.of(data), to, 1);
                comm.ibsend(Buf.of(data), to, 2).await();
            }
            Arrays.fill(data, -1);
            comm.barrier();
            for (int tag = 2; tag > 0; tag--) {
                for (int i = 0; i < 5; i++) {
                    comm.recv(Buf.of(data), from, tag);
                    assertEquals(i, data[0]);
                    assertEquals(i, data[99_999]);
                }
            }
        });
    }

    @Everywhere
    void aReadySendFindsItsReceive(Ranks ranks) {
        ranks.run(comm -> {
            int[] got = new int[2];
            Request[] receiving = {comm.irecv(Buf.of(got, 0, 1), Comm.ANY_SOURCE, 1), comm.irecv(Buf.of(got, 1, 1), Comm.ANY_SOURCE, 2)};
            comm.barrier();
            comm.rsend(Buf.of(new int[] {6}), (comm.rank() + 1) % comm.size(), 1);
            comm.irsend(Buf.of(new int[] {7}), (comm.rank() + 1) % comm.size(), 2).await();
            Request.awaitAll(receiving);
            assertArrayEquals(new int[] {6, 7}, got);
        });
    }

    /** Section 3.10. */
    @Everywhere
    void sendrecvTurnsARingInPlace(Ranks ranks) {
        ranks.run(comm -> {
            int to = (comm.rank() + 1) % comm.size();
            int from = (comm.rank() + comm.size() - 1) % comm.size();
            for (int count : COUNTS) {
                int[] data = new int[count];
                Arrays.fill(data, comm.rank());
                Status status = comm.sendrecvReplace(Buf.of(data), to, 1, from, 1);
                assertEquals(new Status(from, 1, 4L * count, false), status);
                int[] expected = new int[count];
                Arrays.fill(expected, from);
                assertArrayEquals(expected, data);
                comm.isendrecvReplace(Buf.of(data), from, 2, to, 2).await();
                Arrays.fill(expected, comm.rank());
                assertArrayEquals(expected, data);
            }
            assertEquals(Comm.PROC_NULL, comm.isendrecv(Buf.of(new int[1]), Comm.PROC_NULL, 0, Buf.of(new int[1]), Comm.PROC_NULL, 0).await().source());
        });
    }

    @Everywhere
    void communicatorsKeepTheirMessagesApart(Ranks ranks) {
        ranks.run(comm -> {
            try (Comm other = comm.dup()) {
                int to = (comm.rank() + 1) % comm.size();
                int from = (comm.rank() + comm.size() - 1) % comm.size();
                comm.bsend(Buf.of(new int[] {1}), to, 1);
                other.bsend(Buf.of(new int[] {2}), to, 1);
                int[] got = new int[1];
                other.recv(Buf.of(got), Comm.ANY_SOURCE, Comm.ANY_TAG);
                assertEquals(2, got[0]);
                comm.recv(Buf.of(got), from, 1);
                assertEquals(1, got[0]);
            }
        });
    }
}
