package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** MPI 5.0, section 3.9: persistent requests. */
class PersistentTest {
    private static final Status EMPTY = new Status(Comm.ANY_SOURCE, Comm.ANY_TAG, 0, false);

    private static int right(Comm comm) {
        return (comm.rank() + 1) % comm.size();
    }

    private static int left(Comm comm) {
        return (comm.rank() + comm.size() - 1) % comm.size();
    }

    @Everywhere
    void eachStartSendsWhatTheBufferHoldsThen(Ranks ranks) {
        ranks.run(comm -> {
            for (int count : new int[] {0, 1, 30_000}) {
                int[] out = new int[count];
                int[] in = new int[count];
                PersistentRequest send = comm.sendInit(Buf.of(out), right(comm), 3);
                PersistentRequest recv = comm.recvInit(Buf.of(in), left(comm), Comm.ANY_TAG);
                for (int i = 0; i < 20; i++) {
                    Arrays.fill(out, comm.rank() * 1000 + i);
                    int[] expected = new int[count];
                    Arrays.fill(expected, left(comm) * 1000 + i);
                    recv.start();
                    send.start();
                    assertEquals(new Status(left(comm), 3, count * 4L, false), recv.await());
                    send.await();
                    assertArrayEquals(expected, in);
                }
                send.close();
                recv.close();
            }
        });
    }

    @Everywhere
    void everyModeHasItsForm(Ranks ranks) {
        ranks.run(comm -> {
            boolean[] out = new boolean[4];
            boolean[][] in = new boolean[4][4];
            PersistentRequest[] all = {
                comm.recvInit(Buf.of(in[0]), left(comm), 0),
                comm.recvInit(Buf.of(in[1]), left(comm), 1),
                comm.recvInit(Buf.of(in[2]), left(comm), 2),
                comm.recvInit(Buf.of(in[3]), left(comm), 3),
                comm.sendInit(Buf.of(out), right(comm), 0),
                comm.bsendInit(Buf.of(out), right(comm), 1),
                comm.ssendInit(Buf.of(out), right(comm), 2),
                comm.rsendInit(Buf.of(out), right(comm), 3)
            };
            for (int i = 0; i < 4; i++) {
                Arrays.fill(out, false);
                out[i] = true;
                PersistentRequest.startAll(all);
                List<Status> statuses = Request.awaitAll(all);
                for (int tag = 0; tag < 4; tag++) {
                    assertEquals(new Status(left(comm), tag, 4, false), statuses.get(tag));
                    assertArrayEquals(out, in[tag]);
                }
            }
        });
    }

    @Everywhere
    void aMessageOfAPersistentSendMatchesAnyReceive(Ranks ranks) {
        ranks.run(comm -> {
            int[] in = new int[1];
            try (PersistentRequest send = comm.sendInit(Buf.of(new int[] {7}), comm.rank(), 1);
                    PersistentRequest recv = comm.recvInit(Buf.of(in), Comm.ANY_SOURCE, 2)) {
                send.start();
                comm.recv(Buf.of(in), comm.rank(), 1);
                send.await();
                assertEquals(7, in[0]);
                recv.start();
                comm.send(Buf.of(new int[] {8}), comm.rank(), 2);
                assertEquals(2, recv.await().tag());
                assertEquals(8, in[0]);
            }
        });
    }

    @Everywhere
    void anInactiveRequestIsPassedOver(Ranks ranks) {
        ranks.run(comm -> {
            PersistentRequest never = comm.recvInit(Buf.of(new int[1]), comm.rank(), 1);
            assertEquals(EMPTY, never.await());
            assertEquals(Optional.of(EMPTY), never.test());
            assertEquals(EMPTY, never.toFuture().get(60, TimeUnit.SECONDS));
            never.cancel();
            assertEquals(Comm.UNDEFINED, Request.awaitAny(never).index());
            assertEquals(Comm.UNDEFINED, Request.testAny(never).orElseThrow().index());
            assertEquals(List.of(), Request.awaitSome(never));
            assertEquals(List.of(EMPTY), Request.awaitAll(never));
            assertEquals(Optional.of(List.of(EMPTY)), Request.testAll(never));
            Request other = comm.isend(Buf.of(new int[1]), comm.rank(), 2);
            assertEquals(1, Request.awaitAny(never, other).index());
            comm.recv(Buf.of(new int[1]), comm.rank(), 2);
        });
    }

    @Everywhere
    void eachCompletionIsToldOnce(Ranks ranks) {
        ranks.run(comm -> {
            int[] in = new int[2];
            PersistentRequest[] requests = {
                comm.recvInit(Buf.of(in, 0, 1), comm.rank(), 1),
                comm.recvInit(Buf.of(in, 1, 1), comm.rank(), 2),
                comm.sendInit(Buf.of(new int[] {5}), comm.rank(), 1),
                comm.sendInit(Buf.of(new int[] {6}), comm.rank(), 2)
            };
            for (int round = 0; round < 3; round++) {
                Arrays.fill(in, 0);
                PersistentRequest.startAll(requests);
                boolean[] told = new boolean[4];
                for (int i = 0; i < 3; i++) {
                    int index = Request.awaitAny(requests).index();
                    assertFalse(told[index]);
                    told[index] = true;
                    assertEquals(EMPTY, requests[index].await());
                }
                List<Request.Completed> last = Request.awaitSome(requests);
                assertEquals(1, last.size());
                assertFalse(told[last.getFirst().index()]);
                assertEquals(Comm.UNDEFINED, Request.awaitAny(requests).index());
                assertArrayEquals(new int[] {5, 6}, in);
            }
        });
    }

    @Everywhere
    void aTestThatFindsTheEndMakesItInactive(Ranks ranks) {
        ranks.run(comm -> {
            int[] in = new int[1];
            PersistentRequest recv = comm.recvInit(Buf.of(in), left(comm), 1);
            for (int i = 0; i < 10; i++) {
                recv.start();
                Request send = comm.isend(Buf.of(new int[] {i}), right(comm), 1);
                Optional<Status> status = recv.test();
                while (status.isEmpty()) {
                    status = recv.test();
                }
                assertEquals(left(comm), status.get().source());
                assertEquals(Optional.of(EMPTY), recv.test());
                assertEquals(i, in[0]);
                send.await();
            }
        });
    }

    @Everywhere
    void aStartedReceiveCanBeGivenUpAndStartedAgain(Ranks ranks) {
        ranks.run(comm -> {
            int[] in = {4};
            PersistentRequest recv = comm.recvInit(Buf.of(in), comm.rank(), 1);
            recv.start();
            recv.cancel();
            assertTrue(recv.await().cancelled());
            assertEquals(4, in[0]);
            recv.start();
            comm.send(Buf.of(new int[] {5}), comm.rank(), 1);
            assertFalse(recv.await().cancelled());
            assertEquals(5, in[0]);
        });
    }

    @Everywhere
    void anErrorOfOneStartLeavesTheNextAlone(Ranks ranks) {
        ranks.run(comm -> {
            int[] in = new int[1];
            PersistentRequest recv = comm.recvInit(Buf.of(in), comm.rank(), 1);
            recv.start();
            comm.send(Buf.of(new int[2]), comm.rank(), 1);
            Errors.expect(ErrorClass.TRUNCATE, "recvInit: the message is longer", recv::await);
            assertEquals(EMPTY, recv.await());
            recv.start();
            comm.send(Buf.of(new int[] {9}), comm.rank(), 1);
            assertEquals(4, recv.await().bytes());
            assertEquals(9, in[0]);
        });
    }

    @Everywhere
    void anActiveRequestThatIsClosedGoesOnToItsEnd(Ranks ranks) {
        ranks.run(comm -> {
            int[] in = new int[30_000];
            PersistentRequest recv = comm.recvInit(Buf.of(in), comm.rank(), 1);
            recv.start();
            recv.close();
            assertEquals(EMPTY, recv.await());
            int[] out = new int[30_000];
            Arrays.fill(out, 3);
            comm.send(Buf.of(out), comm.rank(), 1);
            comm.barrier();
            assertArrayEquals(out, in);
            Errors.expect(ErrorClass.REQUEST, "recvInit: the request has been closed", recv::start);
        });
    }

    @Everywhere
    void theNullProcessTakesAndGivesNothing(Ranks ranks) {
        ranks.run(comm -> {
            PersistentRequest send = comm.ssendInit(Buf.of(new int[1]), Comm.PROC_NULL, 0);
            PersistentRequest recv = comm.recvInit(Buf.of(new int[1]), Comm.PROC_NULL, 0);
            for (int i = 0; i < 2; i++) {
                PersistentRequest.startAll(recv, send);
                assertEquals(new Status(Comm.PROC_NULL, Comm.ANY_TAG, 0, false), recv.await());
                send.await();
            }
        });
    }

    @Everywhere
    void misuseIsAnError(Ranks ranks) {
        ranks.run(comm -> {
            Errors.expect(ErrorClass.RANK, "sendInit: no such process: dest=" + comm.size(), () -> comm.sendInit(Buf.of(new int[1]), comm.size(), 0));
            Errors.expect(ErrorClass.TAG, "bsendInit: not between 0 and TAG_UB: tag=-1", () -> comm.bsendInit(Buf.of(new int[1]), 0, Comm.ANY_TAG));
            Errors.expect(ErrorClass.BUFFER, "ssendInit: no buffer", () -> comm.ssendInit(Buf.IN_PLACE, 0, 0));
            Errors.expect(ErrorClass.RANK, "recvInit: no such process: source=-7", () -> comm.recvInit(Buf.of(new int[1]), -7, 0));
            PersistentRequest recv = comm.recvInit(Buf.of(new int[1]), comm.rank(), 1);
            PersistentRequest other = comm.recvInit(Buf.of(new int[1]), comm.rank(), 1);
            recv.start();
            Errors.expect(ErrorClass.REQUEST, "recvInit: the request is active", recv::start);
            Errors.expect(ErrorClass.REQUEST, "recvInit: the request is active", () -> PersistentRequest.startAll(other, recv));
            Errors.expect(ErrorClass.REQUEST, "startAll: no persistent request", () -> PersistentRequest.startAll(other, null));
            Errors.expect(ErrorClass.REQUEST, "startAll: a request is there twice", () -> PersistentRequest.startAll(other, other));
            assertEquals(EMPTY, other.await());
            recv.cancel();
            recv.await();
            Arena arena = Arena.ofShared();
            PersistentRequest send = comm.sendInit(Buf.of(arena.allocate(4), Datatype.INT), comm.rank(), 1);
            arena.close();
            Errors.expect(ErrorClass.BUFFER, "sendInit: the memory's arena has been closed", send::start);
        });
    }

    @Everywhere
    void aClosedCommunicatorStartsNothing(Ranks ranks) {
        ranks.runWorld(world -> {
            Comm comm = world.dup();
            PersistentRequest send = comm.sendInit(Buf.of(new int[1]), 0, 1);
            comm.close();
            Errors.expect(ErrorClass.COMM, "sendInit: the communicator is closed", send::start);
        });
    }
}
