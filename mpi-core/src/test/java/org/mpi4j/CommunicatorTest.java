package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** MPI 5.0, chapters 7 and 8.5, and section 9.3: communicators, grids and error handlers. */
class CommunicatorTest {
    @Everywhere
    void dupHasTheSameGroupInAnotherContext(Ranks ranks) {
        ranks.run(comm -> {
            try (Comm dup = comm.dup()) {
                assertEquals(comm.rank(), dup.rank());
                assertEquals(comm.size(), dup.size());
                assertEquals(Comparison.CONGRUENT, comm.compare(dup));
                assertEquals(Comparison.IDENT, comm.compare(comm));
                assertEquals(Comparison.IDENT, comm.group().compare(dup.group()));
            }
        });
    }

    @Everywhere
    void splitOrdersByKeyThenRank(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            Comm thirds = comm.split(comm.rank() % 3, -(comm.rank() / 2));
            assertNotNull(thirds);
            List<Integer> expected = IntStream.range(0, size)
                    .filter(r -> r % 3 == comm.rank() % 3)
                    .boxed()
                    .sorted((a, b) -> a / 2 == b / 2 ? a - b : b / 2 - a / 2)
                    .toList();
            assertEquals(expected.size(), thirds.size());
            assertEquals(expected.indexOf(comm.rank()), thirds.rank());
            assertEquals(expected, thirds.allgatherObject(comm.rank()));
            int[] all = IntStream.range(0, thirds.size()).toArray();
            assertArrayEquals(expected.stream().mapToInt(i -> i).toArray(), thirds.group().translateRanks(all, comm.group()));
            thirds.close();
        });
    }

    @Everywhere
    void whoHasNoColorGetsNoCommunicator(Ranks ranks) {
        ranks.run(comm -> {
            Comm some = comm.split(comm.rank() == 0 ? Comm.UNDEFINED : 5, 0);
            if (comm.rank() == 0) {
                assertNull(some);
            } else {
                assertNotNull(some);
                assertEquals(comm.size() - 1, some.allreduce(1, Op.SUM));
            }
            Errors.expect(ErrorClass.ARG, "color=-2", () -> comm.split(-2, 0));
        });
    }

    @Everywhere
    void manyCommunicatorsNestAndNeverMixTheirMessages(Ranks ranks) {
        ranks.run(comm -> {
            List<Comm> comms = new ArrayList<>();
            comms.add(comm);
            for (int i = 0; i < 12; i++) {
                Comm parent = comms.get(i / 2);
                comms.add(i % 3 == 0 ? parent.dup() : parent.split((parent.rank() + i) % 2, i % 2 == 0 ? 0 : -parent.rank()));
            }
            for (int i = 0; i < comms.size(); i++) {
                Comm c = comms.get(i);
                c.bsend(Buf.of(new int[] {i}), (c.rank() + 1) % c.size(), 1);
            }
            int[] got = new int[1];
            for (int i = comms.size() - 1; i >= 0; i--) {
                comms.get(i).recv(Buf.of(got), Comm.ANY_SOURCE, Comm.ANY_TAG);
                assertEquals(i, got[0]);
                assertEquals(comms.get(i).size(), comms.get(i).allreduce(1, Op.SUM));
            }
            comms.stream().skip(1).forEach(Comm::close);
        });
    }

    @Everywhere
    void threadsMakeCommunicatorsAtOnce(Ranks ranks) {
        ranks.run(comm -> {
            List<Comm> parents = List.of(comm.dup(), comm.dup(), comm.dup());
            List<Thread> threads = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            for (Comm parent : parents) {
                threads.add(Thread.ofPlatform().uncaughtExceptionHandler((_, e) -> {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }).start(() -> {
                    for (int i = 0; i < 10; i++) {
                        try (Comm child = parent.split(parent.rank() % 2, 0); Comm dup = parent.dup()) {
                            assertEquals(dup.size(), dup.allreduce(1, Op.SUM));
                            assertEquals(child.size(), child.allreduce(1, Op.SUM));
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(List.of(), failures);
        });
    }

    @Everywhere
    void createMakesACommunicatorOfAGroup(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            Group reversed = comm.group().rangeIncl(new int[] {size - 1, 0, -1});
            Comm backwards = comm.create(reversed);
            assertNotNull(backwards);
            assertEquals(size - 1 - comm.rank(), backwards.rank());
            assertEquals(size == 1 ? Comparison.CONGRUENT : Comparison.SIMILAR, comm.compare(backwards));
            Comm last = comm.create(comm.group().incl(size - 1));
            assertEquals(comm.rank() == size - 1, last != null);
            assertNull(comm.create(Group.empty()));
            assertEquals(size == 1 ? Comparison.CONGRUENT : Comparison.UNEQUAL, comm.compare(comm.split(comm.rank(), 0)));
        });
    }

    @Everywhere
    void ranksOfOneHostShareMemory(Ranks ranks) {
        ranks.run(comm -> {
            Comm host = comm.splitType(SplitType.SHARED, -comm.rank());
            assertNotNull(host);
            assertEquals(comm.size(), host.size());
            assertEquals(comm.size() - 1 - comm.rank(), host.rank());
        });
    }

    @Everywhere
    void aClosedCommunicatorRefusesEverything(Ranks ranks) {
        ranks.run(comm -> {
            Comm dup = comm.dup();
            dup.setName("gone");
            dup.close();
            dup.close();
            MpiException error = Errors.expect(ErrorClass.COMM, "comm=gone", () -> dup.send(Buf.of(new int[1]), 0, 0));
            assertTrue(error.getMessage().contains("rank=" + comm.rank()), error.getMessage());
            Errors.expect(ErrorClass.COMM, "barrier", dup::barrier);
            Errors.expect(ErrorClass.COMM, "recvObject", () -> dup.recvObject(0, 0));
            Errors.expect(ErrorClass.COMM, "split", () -> dup.split(0, 0));
            Errors.expect(ErrorClass.COMM, "dup", dup::dup);
        });
    }

    @Everywhere
    void theWorldCannotBeClosed(Ranks ranks) {
        ranks.runMpi(mpi -> {
            Errors.expect(ErrorClass.COMM, "comm=MPI_COMM_WORLD", () -> mpi.world().close());
            Errors.expect(ErrorClass.COMM, "comm=MPI_COMM_SELF", () -> mpi.self().close());
            assertEquals(0, mpi.self().rank());
            assertEquals(1, mpi.self().size());
            mpi.world().barrier();
        });
    }

    @Everywhere
    void errorsNameOperationArgumentValueAndPlace(Ranks ranks) {
        ranks.run(comm -> {
            int size = comm.size();
            MpiException error = Errors.expect(ErrorClass.RANK, "send: ", () -> comm.send(Buf.of(new int[1]), size, 0));
            for (String part : List.of("dest=" + size, "size=" + size, "rank=" + comm.rank(), "host=", "comm=")) {
                assertTrue(error.getMessage().contains(part), error.getMessage());
            }
            Errors.expect(ErrorClass.TAG, "tag=-1", () -> comm.send(Buf.of(new int[1]), 0, Comm.ANY_TAG));
            Errors.expect(ErrorClass.TAG, "tag=-7", () -> comm.recv(Buf.of(new int[1]), 0, -7));
            Errors.expect(ErrorClass.RANK, "source=-9", () -> comm.irecv(Buf.of(new int[1]), -9, 0));
            Errors.expect(ErrorClass.RANK, "dest=-2", () -> comm.isend(Buf.of(new int[1]), Comm.ANY_SOURCE, 0));
            Errors.expect(ErrorClass.BUFFER, "IN_PLACE", () -> comm.send(Buf.IN_PLACE, 0, 0));
            Errors.expect(
                    ErrorClass.BUFFER, "read-only", () -> comm.recv(Buf.of(java.nio.IntBuffer.wrap(new int[1]).asReadOnlyBuffer()), 0, 0));
        });
    }

    @Everywhere
    void anErrorHandlerSeesTheErrorFirstAndIsInherited(Ranks ranks) {
        ranks.run(comm -> {
            List<String> seen = new ArrayList<>();
            try (Comm dup = comm.dup()) {
                dup.setErrorHandler((c, error) -> seen.add(c.name() + " " + error.errorClass()));
                try (Comm child = dup.dup()) {
                    child.setName("child");
                    assertSame(dup.errorHandler(), child.errorHandler());
                    Errors.expect(ErrorClass.RANK, "dest=-5", () -> child.send(Buf.of(new int[1]), -5, 0));
                    Errors.expect(ErrorClass.TRUNCATE, "", () -> {
                        child.bsend(Buf.of(new int[2]), child.rank(), 0);
                        child.irecv(Buf.of(new int[1]), child.rank(), 0).await();
                    });
                }
            }
            assertEquals(List.of("child RANK", "child TRUNCATE"), seen);
        });
    }

    /** Section 8.5. */
    @Everywhere
    void aGridGivesEveryRankItsPlaceAndNeighbours(Ranks ranks) {
        ranks.run(comm -> {
            int[] dims = Comm.dimsCreate(comm.size(), 0, 0);
            CartComm grid = comm.createCart(dims, new boolean[] {true, false}, false);
            assertNotNull(grid);
            assertArrayEquals(dims, grid.dims());
            assertArrayEquals(new boolean[] {true, false}, grid.periods());
            assertEquals(grid.rank(), grid.rank(grid.coords()));
            assertArrayEquals(new int[] {grid.rank() / dims[1], grid.rank() % dims[1]}, grid.coords());
            for (int dimension = 0; dimension < 2; dimension++) {
                CartComm.Shift shift = grid.shift(dimension, 1);
                int[] came = {-1};
                grid.sendrecv(Buf.of(new int[] {grid.rank()}), shift.dest(), 1, Buf.of(came), shift.source(), 1);
                assertEquals(shift.source(), came[0]);
            }
            CartComm rows = grid.sub(false, true);
            assertEquals(dims[1], rows.size());
            assertArrayEquals(new int[] {grid.coords()[1]}, rows.coords());
            assertEquals(grid.coords()[0] * dims[1], rows.allreduce(grid.rank(), Op.MIN));
            CartComm points = grid.sub(false, false);
            assertEquals(1, points.size());
            assertEquals(0, points.dims().length);
            assertArrayEquals(dims, grid.dup().dims());
        });
    }

    @Everywhere
    void aGridSmallerThanTheCommunicatorLeavesSomeOut(Ranks ranks) {
        ranks.run(comm -> {
            int used = Math.max(1, comm.size() - 1);
            CartComm line = comm.createCart(new int[] {used}, new boolean[] {false}, true);
            assertEquals(comm.rank() < used, line != null);
            if (line != null) {
                assertEquals(used, line.allreduce(1, Op.SUM));
                assertEquals(comm.rank() == 0 ? Comm.PROC_NULL : comm.rank() - 1, line.shift(0, 1).source());
            }
            Errors.expect(ErrorClass.DIMS, "larger", () -> comm.createCart(new int[] {comm.size() + 1}, new boolean[1], false));
        });
    }

    @Everywhere
    void errorsOfAGridAreErrorsOfItsCommunicator(Ranks ranks) {
        ranks.runWorld(comm -> {
            List<ErrorClass> seen = new ArrayList<>();
            try (Comm dup = comm.dup()) {
                dup.setName("base");
                dup.setErrorHandler((_, error) -> seen.add(error.errorClass()));
                int size = dup.size();
                Errors.expect(ErrorClass.DIMS, "comm=base", () -> dup.createCart(new int[] {size + 1}, new boolean[1], false));
                Errors.expect(ErrorClass.ARG, "periods=2", () -> dup.createCart(new int[] {size}, new boolean[2], false));
                try (CartComm grid = dup.createCart(new int[] {size}, new boolean[1], false)) {
                    grid.setName("grid");
                    Errors.expect(ErrorClass.RANK, "comm=grid", () -> grid.coords(size));
                    Errors.expect(ErrorClass.RANK, "coords=[-1]", () -> grid.rank(-1));
                    Errors.expect(ErrorClass.DIMS, "dimension=1", () -> grid.shift(1, 1));
                    Errors.expect(ErrorClass.DIMS, "remain=2", () -> grid.sub(true, false));
                }
            }
            assertEquals(
                    List.of(ErrorClass.DIMS, ErrorClass.ARG, ErrorClass.RANK, ErrorClass.RANK, ErrorClass.DIMS, ErrorClass.DIMS), seen);
        });
    }
}
