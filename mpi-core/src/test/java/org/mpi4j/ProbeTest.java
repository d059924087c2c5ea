package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

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
}
