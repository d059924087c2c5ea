package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** MPI 5.0, section 3.7. */
class RequestTest {
    @Everywhere
    void awaitAllGivesTheStatusesInOrder(Ranks ranks) {
        ranks.run(comm -> {
            int n = comm.size();
            int[] got = new int[n];
            Request[] requests = new Request[2 * n];
            for (int i = 0; i < n; i++) {
                requests[i] = comm.irecv(Buf.of(got, i, 1), i, i);
            }
            for (int i = 0; i < n; i++) {
                requests[n + i] = comm.isend(Buf.of(new int[] {comm.rank() * 100}), i, comm.rank());
            }
            List<Status> statuses = Request.awaitAll(requests);
            assertEquals(2 * n, statuses.size());
            for (int i = 0; i < n; i++) {
                assertEquals(new Status(i, i, 4, false), statuses.get(i));
                assertEquals(i * 100, got[i]);
            }
            assertEquals(List.of(), Request.awaitAll());
        });
    }

    @Everywhere
    void awaitAnyGivesEachRequestOnceThenNone(Ranks ranks) {
        ranks.run(comm -> {
            int n = comm.size();
            long[] got = new long[n];
            Request[] receiving = new Request[n];
            for (int i = 0; i < n; i++) {
                receiving[i] = comm.irecv(Buf.of(got, i, 1), i, 1);
            }
            Request[] sending = new Request[n];
            for (int i = 0; i < n; i++) {
                sending[i] = comm.isend(Buf.of(new long[] {7}), i, 1);
            }
            boolean[] seen = new boolean[n];
            for (int i = 0; i < n; i++) {
                Request.Completed completed = Request.awaitAny(receiving);
                assertFalse(seen[completed.index()]);
                seen[completed.index()] = true;
                assertEquals(completed.index(), completed.status().source());
                assertEquals(7, got[completed.index()]);
            }
            assertEquals(Comm.UNDEFINED, Request.awaitAny(receiving).index());
            assertEquals(Comm.UNDEFINED, Request.testAny(receiving).orElseThrow().index());
            assertEquals(List.of(), Request.awaitSome(receiving));
            assertEquals(Comm.UNDEFINED, Request.awaitAny().index());
            Request.awaitAll(sending);
        });
    }

    @Everywhere
    void awaitSomeGivesAllThatAreThere(Ranks ranks) {
        ranks.run(comm -> {
            int n = comm.size();
            Request[] receiving = new Request[n];
            for (int i = 0; i < n; i++) {
                receiving[i] = comm.irecv(Buf.of(new byte[1]), i, 1);
            }
            for (int i = 0; i < n; i++) {
                comm.send(Buf.of(new byte[1]), i, 1);
            }
            List<Integer> indexes = new ArrayList<>();
            while (indexes.size() < n) {
                List<Request.Completed> some = Request.awaitSome(receiving);
                assertFalse(some.isEmpty());
                some.forEach(completed -> indexes.add(completed.index()));
            }
            assertEquals(n, indexes.stream().distinct().count());
            assertEquals(List.of(), Request.testSome(receiving));
        });
    }

    @Everywhere
    void testsDoNotWait(Ranks ranks) {
        ranks.run(comm -> {
            int to = (comm.rank() + 1) % comm.size();
            int[] got = new int[1];
            Request receiving = comm.irecv(Buf.of(got), Comm.ANY_SOURCE, 3);
            assertEquals(Optional.empty(), receiving.test());
            assertEquals(Optional.empty(), Request.testAny(receiving));
            assertEquals(Optional.empty(), Request.testAll(receiving));
            assertEquals(List.of(), Request.testSome(receiving));
            comm.barrier();
            comm.send(Buf.of(new int[] {4}), to, 3);
            Optional<Status> status = receiving.test();
            while (status.isEmpty()) {
                status = receiving.test();
            }
            assertEquals(4, status.get().bytes());
            assertEquals(status, receiving.test());
            assertEquals(status.get(), receiving.await());
            assertEquals(4, got[0]);
            assertEquals(1, Request.testAll(receiving).orElseThrow().size());
        });
    }

    @Everywhere
    void aReceiveThatHasNotMatchedCanBeGivenUp(Ranks ranks) {
        ranks.run(comm -> {
            int[] got = {5};
            Request receiving = comm.irecv(Buf.of(got), comm.rank(), 1);
            Request next = comm.irecv(Buf.of(got), comm.rank(), 1);
            receiving.cancel();
            assertTrue(receiving.await().cancelled());
            assertEquals(5, got[0]);
            comm.send(Buf.of(new int[] {6}), comm.rank(), 1);
            assertFalse(next.await().cancelled());
            next.cancel();
            assertEquals(6, got[0]);
            ObjectRequest<String> object = comm.irecvObject(Comm.ANY_SOURCE, Comm.ANY_TAG);
            object.cancel();
            Errors.expect(ErrorClass.REQUEST, "cancelled", object::get);
        });
    }

    @Everywhere
    void aRequestThatIsLetGoEndsAllTheSame(Ranks ranks) {
        ranks.run(comm -> {
            boolean[] got = new boolean[2];
            comm.irecv(Buf.of(got), comm.rank(), 1).close();
            comm.isend(Buf.of(new boolean[] {true, true}), comm.rank(), 1).close();
            comm.barrier();
            assertArrayEquals(new boolean[] {true, true}, got);
        });
    }

    @Everywhere
    void aFutureCompletesThoughNobodyWaitsWithinMpi(Ranks ranks) {
        ranks.run(comm -> {
            int to = (comm.rank() + 1) % comm.size();
            for (int count : new int[] {1, 100_000}) {
                int[] got = new int[count];
                int[] data = new int[count];
                Arrays.fill(data, 8);
                CompletableFuture<Status> received = comm.irecv(Buf.of(got), Comm.ANY_SOURCE, 3).toFuture();
                CompletableFuture<Status> sent = comm.isend(Buf.of(data), to, 3).toFuture();
                assertEquals(4L * count, received.get(60, TimeUnit.SECONDS).bytes());
                assertArrayEquals(data, got);
                sent.get(60, TimeUnit.SECONDS);
                comm.barrier();
            }
        });
    }

    @Everywhere
    void aFutureTellsTheError(Ranks ranks) {
        ranks.run(comm -> {
            CompletableFuture<Status> received = comm.irecv(Buf.of(new int[1]), comm.rank(), 3).toFuture();
            comm.send(Buf.of(new int[2]), comm.rank(), 3);
            CompletionException thrown = assertThrows(CompletionException.class, received::join);
            assertEquals(ErrorClass.TRUNCATE, ((MpiException) thrown.getCause()).errorClass());
        });
    }

    @Everywhere
    void awaitAllWaitsForAllAndTellsEveryError(Ranks ranks) {
        ranks.run(comm -> {
            int[] last = new int[1];
            Request[] requests = {
                comm.irecv(Buf.of(new int[1]), comm.rank(), 1),
                comm.irecv(Buf.of(new int[1]), comm.rank(), 2),
                comm.irecv(Buf.of(last), comm.rank(), 3)
            };
            for (int tag = 1; tag < 4; tag++) {
                comm.send(Buf.of(new int[tag == 3 ? 1 : 5]), comm.rank(), tag);
            }
            MpiException thrown = Errors.expect(ErrorClass.TRUNCATE, "tag=1", () -> Request.awaitAll(requests));
            assertEquals(1, thrown.getSuppressed().length);
            assertTrue(thrown.getSuppressed()[0].getMessage().contains("tag=2"));
            assertEquals(4, requests[2].await().bytes());
        });
    }

    @Everywhere
    void manyRequestsAreUnderWayAtOnce(Ranks ranks) {
        ranks.run(comm -> {
            int n = 500;
            int[] got = new int[n];
            Request[] requests = new Request[2 * n];
            for (int i = 0; i < n; i++) {
                requests[i] = comm.irecv(Buf.of(got, i, 1), Comm.ANY_SOURCE, n - i);
            }
            for (int i = 0; i < n; i++) {
                requests[n + i] = comm.isend(Buf.of(new int[] {i}), (comm.rank() + 1) % comm.size(), n - i);
            }
            for (int i = 0; i < 2 * n; i++) {
                Request.awaitAny(requests);
            }
            for (int i = 0; i < n; i++) {
                assertEquals(i, got[i]);
            }
        });
    }

    @Everywhere
    void severalThreadsWaitAtOnce(Ranks ranks) {
        ranks.run(comm -> {
            int threads = 4;
            List<Thread> running = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int tag = t;
                Thread.Builder builder = t % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
                running.add(builder.uncaughtExceptionHandler((_, e) -> {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }).start(() -> {
                    int[] token = {0};
                    for (int i = 0; i < 20; i++) {
                        token[0] = i;
                        comm.sendrecvReplace(
                                Buf.of(token), (comm.rank() + 1) % comm.size(), tag, (comm.rank() + comm.size() - 1) % comm.size(), tag);
                        assertEquals(i, token[0]);
                    }
                }));
            }
            for (Thread thread : running) {
                thread.join();
            }
            assertEquals(List.of(), failures);
        });
    }
}
