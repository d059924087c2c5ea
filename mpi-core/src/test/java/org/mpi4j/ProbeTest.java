package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** MPI 5.0, section 3.8. */
class ProbeTest {
    @Everywhere
    void aProbeTellsAndDoesNotTake(Ranks ranks) {
        ranks.run(comm -> {
            int to = (comm.rank() + 1) % comm.size();
            int from = (comm.rank() + comm.size() - 1) % comm.size();
            for (int count : new int[] {0, 7, 30_000}) {
                Request sending = comm.isend(Buf.of(new int[count]), to, 4);
                Status expected = new Status(from, 4, count * 4L, false);
                assertEquals(expected, comm.probe(from, 4));
                assertEquals(expected, comm.probe(Comm.ANY_SOURCE, Comm.ANY_TAG));
                assertEquals(Optional.of(expected), comm.iprobe(from, Comm.ANY_TAG));
                assertEquals(Optional.empty(), comm.iprobe(from, 5));
                assertEquals(expected, comm.recv(Buf.of(new int[count]), from, 4));
                assertEquals(Optional.empty(), comm.iprobe(from, 4));
                sending.await();
                comm.barrier();
            }
        });
    }

    @Everywhere
    void aProbeWaitsForTheMessage(Ranks ranks) {
        ranks.run(comm -> {
            if (comm.size() == 1) {
                return;
            }
            if (comm.rank() == 0) {
                for (int i = 1; i < comm.size(); i++) {
                    Status status = comm.probe(Comm.ANY_SOURCE, 8);
                    byte[] got = new byte[(int) status.bytes()];
                    comm.recv(Buf.of(got), status.source(), status.tag());
                    assertEquals(status.source(), got.length);
                    comm.send(Buf.of(got), status.source(), 9);
                }
            } else {
                comm.send(Buf.of(new byte[comm.rank()]), 0, 8);
                assertEquals(comm.rank(), comm.probe(0, 9).bytes());
                comm.recv(Buf.of(new byte[comm.rank()]), 0, 9);
            }
        });
    }

    @Everywhere
    void aMatchedProbeTakesTheMessageOutOfTheQueue(Ranks ranks) {
        ranks.run(comm -> {
            int to = (comm.rank() + 1) % comm.size();
            int from = (comm.rank() + comm.size() - 1) % comm.size();
            Request[] sending = {
                comm.isend(Buf.of(new int[] {1}), to, 4), comm.isend(Buf.of(new int[20_000]), to, 4), comm.isend(Buf.of(new int[] {3}), to, 4)
            };
            Message first = comm.mprobe(from, Comm.ANY_TAG);
            Message second = comm.mprobe(Comm.ANY_SOURCE, 4);
            int[] got = new int[1];
            comm.recv(Buf.of(got), from, 4);
            assertEquals(3, got[0]);
            assertTrue(comm.improbe(from, 4).isEmpty());
            assertEquals(80_000, second.status().bytes());
            assertEquals(20_000, second.irecv(Buf.of(new int[20_000])).await().count(Datatype.INT));
            assertEquals(new Status(from, 4, 4, false), first.recv(Buf.of(got)));
            assertEquals(1, got[0]);
            Errors.expect(ErrorClass.REQUEST, "received already", () -> first.recv(Buf.of(got)));
            Request.awaitAll(sending);
        });
    }

    @Everywhere
    void improbeFindsWhatHasCome(Ranks ranks) {
        ranks.run(comm -> {
            comm.bsend(Buf.of(new long[] {comm.rank()}), comm.rank(), 2);
            Optional<Message> found = comm.improbe(comm.rank(), 2);
            long[] got = new long[1];
            assertEquals(8, found.orElseThrow().recv(Buf.of(got)).bytes());
            assertEquals(comm.rank(), got[0]);
            comm.sendObject("hello", comm.rank(), 3);
            assertEquals("hello", comm.improbe(Comm.ANY_SOURCE, 3).orElseThrow().<String>recvObject());
        });
    }

    @Everywhere
    void aMatchedMessageIsReceivedWithADatatypeThatHasGaps(Ranks ranks) {
        ranks.run(comm -> {
            int to = (comm.rank() + 1) % comm.size();
            int from = (comm.rank() + comm.size() - 1) % comm.size();
            for (int rows : new int[] {3, 20_000}) {
                int[] out = new int[rows];
                Arrays.setAll(out, i -> i + 1);
                int[] in = new int[2 * rows];
                Request sending = comm.isend(Buf.of(out), to, 1);
                Message message = comm.mprobe(from, 1);
                assertEquals(rows, message.status().count(Datatype.INT));
                Datatype everySecond = Datatype.vector(rows, 1, 2, Datatype.INT);
                assertEquals(1, message.recv(Buf.of(in, everySecond)).count(everySecond));
                for (int i = 0; i < 2 * rows; i++) {
                    assertEquals(i % 2 == 0 ? i / 2 + 1 : 0, in[i]);
                }
                sending.await();
            }
        });
    }

    @Everywhere
    void aMatchedMessageCannotBeGivenUp(Ranks ranks) {
        ranks.run(comm -> {
            for (int count : new int[] {1, 100_000}) {
                Request sending = comm.isend(Buf.of(new int[count]), comm.rank(), 1);
                Request receiving = comm.mprobe(comm.rank(), 1).irecv(Buf.of(new int[count]));
                receiving.cancel();
                assertEquals(new Status(comm.rank(), 1, 4L * count, false), receiving.await());
                sending.await();
            }
        });
    }

    @Everywhere
    void aMatchedMessageThatIsTooLongIsAnError(Ranks ranks) {
        ranks.run(comm -> {
            for (int count : new int[] {2, 100_000}) {
                Request sending = comm.isend(Buf.of(new int[count]), comm.rank(), 1);
                Message message = comm.mprobe(comm.rank(), Comm.ANY_TAG);
                Errors.expect(ErrorClass.TRUNCATE, "message.recv: the message is longer than the buffer", () -> message.recv(Buf.of(new int[1])));
                Errors.expect(ErrorClass.REQUEST, "message.recv: the message has been received already", () -> message.recv(Buf.of(new int[count])));
                sending.await();
                comm.bsend(Buf.of(new int[count]), comm.rank(), 1);
                Request receiving = comm.improbe(comm.rank(), 1).orElseThrow().irecv(Buf.of(new int[1]));
                Errors.expect(ErrorClass.TRUNCATE, "message.irecv: the message is longer than the buffer", receiving::await);
            }
        });
    }

    @Everywhere
    void messagesThatWereMatchedAreReceivedInAnyOrderByOtherThreads(Ranks ranks) {
        ranks.run(comm -> {
            int n = 6;
            Request[] sending = new Request[n];
            List<Message> messages = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                int[] data = new int[i % 2 == 0 ? 1 : 30_000];
                Arrays.fill(data, i);
                sending[i] = comm.isend(Buf.of(data), comm.rank(), 1);
                messages.add(comm.mprobe(comm.rank(), 1));
            }
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> values = new ArrayList<>();
                for (Message message : messages.reversed()) {
                    values.add(threads.submit(() -> {
                        int[] in = new int[(int) message.status().count(Datatype.INT)];
                        message.recv(Buf.of(in));
                        return in[in.length - 1];
                    }));
                }
                for (int i = 0; i < n; i++) {
                    assertEquals(n - 1 - i, values.get(i).get());
                }
            }
            Request.awaitAll(sending);
        });
    }
}
