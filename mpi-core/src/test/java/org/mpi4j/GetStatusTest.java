package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;

/** MPI 5.0, sections 3.7.6 and 3.2.5: to look at a request and leave it as it is; what can be set in a status. */
class GetStatusTest {
    @Everywhere
    void aRequestThatIsLookedAtStaysActive(Ranks ranks) {
        ranks.run(comm -> {
            int[] got = new int[1];
            Request receive = comm.irecv(Buf.of(got), comm.rank(), 1);
            assertEquals(Optional.empty(), receive.getStatus());
            comm.send(Buf.of(new int[] {6}), comm.rank(), 1);
            Status expected = new Status(comm.rank(), 1, 4, false);
            for (int i = 0; i < 3; i++) {
                assertEquals(Optional.of(expected), receive.getStatus());
            }
            assertEquals(new Request.Completed(0, expected), Request.awaitAny(receive));
            assertEquals(Comm.UNDEFINED, Request.awaitAny(receive).index());
        });
    }

    @Everywhere
    void severalAreLookedAtAtOnce(Ranks ranks) {
        ranks.run(comm -> {
            Request[] receives = new Request[4];
            for (int i = 0; i < 3; i++) {
                receives[i] = comm.irecv(Buf.of(new int[1]), comm.rank(), i);
            }
            assertEquals(Optional.empty(), Request.getStatusAny(receives));
            assertEquals(List.of(), Request.getStatusSome(receives));
            assertEquals(Optional.empty(), Request.getStatusAll(receives));
            comm.send(Buf.of(new int[1]), comm.rank(), 1);
            assertEquals(1, Request.getStatusAny(receives).orElseThrow().index());
            assertEquals(1, Request.getStatusAny(receives).orElseThrow().index());
            assertEquals(Optional.empty(), Request.getStatusAll(receives));
            comm.send(Buf.of(new int[1]), comm.rank(), 2);
            assertEquals(List.of(1, 2), Request.getStatusSome(receives).stream().map(Request.Completed::index).toList());
            comm.send(Buf.of(new int[1]), comm.rank(), 0);
            List<Status> all = Request.getStatusAll(receives).orElseThrow();
            assertEquals(new Status(comm.rank(), 2, 4, false), all.get(2));
            assertEquals(Status.EMPTY, all.get(3));
            assertEquals(List.of(0, 1, 2), Request.testSome(receives).stream().map(Request.Completed::index).toList());
            assertEquals(Comm.UNDEFINED, Request.getStatusAny(receives).orElseThrow().index());
            assertEquals(List.of(), Request.getStatusSome(receives));
        });
    }

    @Everywhere
    void anInactiveOneTellsNothing(Ranks ranks) {
        ranks.run(comm -> {
            PersistentRequest receive = comm.recvInit(Buf.of(new int[1]), comm.rank(), 1);
            assertEquals(Optional.of(Status.EMPTY), receive.getStatus());
            receive.start();
            assertEquals(Optional.empty(), receive.getStatus());
            comm.send(Buf.of(new int[1]), comm.rank(), 1);
            assertEquals(4, receive.getStatus().orElseThrow().bytes());
            Errors.expect(ErrorClass.REQUEST, "recvInit: the request is active", receive::start);
            assertEquals(4, receive.await().bytes());
            assertEquals(Optional.of(Status.EMPTY), receive.getStatus());
        });
    }

    @Everywhere
    void theErrorIsToldEachTime(Ranks ranks) {
        ranks.run(comm -> {
            Request receive = comm.irecv(Buf.of(new int[1]), comm.rank(), 1);
            comm.send(Buf.of(new int[2]), comm.rank(), 1);
            Errors.expect(ErrorClass.TRUNCATE, "irecv: the message is longer", receive::getStatus);
            Errors.expect(ErrorClass.TRUNCATE, "sent bytes=8 room bytes=4", () -> Request.getStatusAny(receive));
            Errors.expect(ErrorClass.TRUNCATE, "irecv", () -> Request.getStatusAll(receive));
            Errors.expect(ErrorClass.TRUNCATE, "irecv", receive::await);
        });
    }

    @Everywhere
    void aSendCannotBeGivenUp(Ranks ranks) {
        ranks.run(comm -> {
            Request send = comm.issend(Buf.of(new int[] {5}), comm.rank(), 1);
            send.cancel();
            int[] got = new int[1];
            comm.recv(Buf.of(got), comm.rank(), 1);
            assertEquals(5, got[0]);
            assertEquals(false, send.await().cancelled());
        });
    }

    @Everywhere
    void aStatusIsAValueThatCanBeMadeFromAnother(Ranks ranks) {
        ranks.runWorld(comm -> {
            Status status = Status.EMPTY.withSource(1).withTag(2).withBytes(12).withCancelled(true).withError(ErrorClass.OTHER.code());
            assertEquals(new Status(1, 2, 12, true, ErrorClass.OTHER.code()), status);
            assertEquals(3, status.count(Datatype.INT));
            assertEquals(new Status(1, 2, 12, false), status.withCancelled(false).withError(null));
            Errors.expect(ErrorClass.ARG, "status.withBytes: less than 0: bytes=-1", () -> status.withBytes(-1));
            comm.barrier();
        });
    }
}
