package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;

/** MPI 5.0, section 7.4.2: MPI_Comm_idup. */
class IdupTest {
    @Everywhere
    void aDuplicateIsOfUseOnceItsRequestIsComplete(Ranks ranks) {
        ranks.run(comm -> {
            ObjectRequest<Comm> request = comm.idup();
            try (Comm dup = request.get()) {
                assertSame(dup, request.get());
                assertEquals(Comparison.CONGRUENT, comm.compare(dup));
                assertEquals(comm.size(), dup.allreduce(1, Op.SUM));
            }
        });
    }

    @Everywhere
    void itReturnsThoughNoOtherRankHasCalledIt(Ranks ranks) {
        ranks.run(comm -> {
            int last = comm.size() - 1;
            ObjectRequest<Comm> request = null;
            if (comm.rank() != 0) {
                request = comm.idup();
                comm.send(Buf.of(new int[] {1}), 0, 5);
            } else {
                for (int i = 0; i < last; i++) {
                    comm.recv(Buf.of(new int[1]), Comm.ANY_SOURCE, 5); // all others have returned from idup, and rank 0 has not called it
                }
                request = comm.idup();
            }
            request.await();
            request.get().close();
        });
    }

    @Everywhere
    void severalAreUnderWayAtOnceAmongOtherCollectives(Ranks ranks) {
        ranks.run(comm -> {
            List<ObjectRequest<Comm>> requests = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                requests.add(comm.idup());
                assertEquals(comm.size(), comm.allreduce(1, Op.SUM));
            }
            Request.awaitAll(requests.toArray(Request[]::new));
            for (int i = 4; i >= 0; i--) {
                Comm dup = requests.get(i).get();
                dup.bsend(Buf.of(new int[] {i}), (dup.rank() + 1) % dup.size(), 0);
            }
            for (int i = 0; i < 5; i++) {
                int[] got = new int[1];
                Comm dup = requests.get(i).get();
                dup.recv(Buf.of(got), Comm.ANY_SOURCE, 0);
                assertEquals(i, got[0]);
                dup.close();
            }
        });
    }

    @Everywhere
    void aDuplicateHasTheHandlerNameAndGridThatDupGives(Ranks ranks) {
        ranks.run(comm -> {
            CartComm grid = comm.createCart(new int[] {comm.size()}, new boolean[] {true}, false);
            assertNotNull(grid);
            List<ErrorClass> seen = new ArrayList<>();
            grid.setName("ring");
            grid.setErrorHandler((_, error) -> seen.add(error.errorClass()));
            ObjectRequest<Comm> request = grid.idup();
            grid.setErrorHandler(ErrorHandler.ERRORS_RETURN);
            try (Comm dup = request.get()) {
                assertArrayEquals(new int[] {comm.size()}, assertInstanceOf(CartComm.class, dup).dims());
                assertEquals("", dup.name());
                Errors.expect(ErrorClass.RANK, "dest=-7", () -> dup.send(Buf.of(new int[1]), -7, 0));
                assertEquals(List.of(ErrorClass.RANK), seen, "the handler at the time of the call");
            }
        });
    }

    @Everywhere
    void aClosedCommunicatorCannotBeDuplicated(Ranks ranks) {
        ranks.runWorld(comm -> {
            Comm dup = comm.dup();
            dup.close();
            Errors.expect(ErrorClass.COMM, "idup: the communicator is closed", dup::idup);
            Errors.expect(ErrorClass.COMM, "idupWithInfo: the communicator is closed", () -> dup.idupWithInfo(Info.NULL));
            Errors.expect(ErrorClass.COMM, "dupWithInfo: the communicator is closed", () -> dup.dupWithInfo(Info.NULL));
            Errors.expect(ErrorClass.COMM, "setInfo: the communicator is closed", () -> dup.setInfo(Info.NULL));
        });
    }
}
