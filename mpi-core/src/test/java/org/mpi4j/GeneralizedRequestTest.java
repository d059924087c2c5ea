package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** MPI 5.0, section 13.2: operations that the application carries out. */
class GeneralizedRequestTest {
    /** Counts what it is asked. */
    private static final class Counting implements GeneralizedRequest.Functions {
        final AtomicInteger queries = new AtomicInteger();
        final AtomicInteger frees = new AtomicInteger();
        final AtomicReference<Boolean> cancelled = new AtomicReference<>();

        @Override
        public Status query() {
            assertEquals(0, frees.get(), "queried after it was freed");
            queries.incrementAndGet();
            return Status.EMPTY.withBytes(17).withTag(5).withSource(3).withCancelled(cancelled.get() != null);
        }

        @Override
        public void free() {
            frees.incrementAndGet();
        }

        @Override
        public void cancel(boolean complete) {
            cancelled.set(complete);
        }
    }

    @Everywhere
    void aWaitReturnsWhenTheApplicationSaysSo(Ranks ranks) {
        ranks.runMpi(mpi -> {
            for (boolean virtual : new boolean[] {false, true}) {
                Counting counting = new Counting();
                GeneralizedRequest request = mpi.grequestStart(counting);
                assertEquals(Optional.empty(), request.test());
                assertEquals(Optional.empty(), request.getStatus());
                Thread worker = (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(request::complete);
                assertEquals(new Status(3, 5, 17, false), request.await());
                worker.join();
                assertEquals(1, counting.queries.get());
                assertEquals(1, counting.frees.get());
                assertEquals(17, request.await().bytes());
                assertEquals(1, counting.queries.get());
            }
        });
    }

    @Everywhere
    void itIsWaitedForTogetherWithMessages(Ranks ranks) {
        ranks.runMpi(mpi -> {
            Comm comm = mpi.world();
            int right = (comm.rank() + 1) % comm.size();
            Counting counting = new Counting();
            GeneralizedRequest own = mpi.grequestStart(counting);
            Request receive = comm.irecv(Buf.of(new int[1]), Comm.ANY_SOURCE, 1);
            PersistentRequest inactive = comm.recvInit(Buf.of(new int[1]), comm.rank(), 2);
            Thread worker = Thread.ofPlatform().start(own::complete);
            assertEquals(1, Request.awaitAny(receive, own, inactive).index());
            worker.join();
            comm.barrier();
            comm.send(Buf.of(new int[1]), right, 1);
            assertEquals(0, Request.awaitAny(receive, own, inactive).index());
            assertEquals(Comm.UNDEFINED, Request.awaitAny(receive, own, inactive).index());
            GeneralizedRequest second = mpi.grequestStart(new Counting());
            Request send = comm.isend(Buf.of(new int[1]), comm.rank(), 3);
            comm.recv(Buf.of(new int[1]), comm.rank(), 3);
            assertEquals(Optional.empty(), Request.testAll(send, second));
            second.complete();
            assertEquals(17, Request.awaitAll(send, second).get(1).bytes());
            assertEquals(1, counting.frees.get());
        });
    }

    @Everywhere
    void toAskForTheStatusDoesNotFreeIt(Ranks ranks) {
        ranks.runMpi(mpi -> {
            Counting counting = new Counting();
            GeneralizedRequest request = mpi.grequestStart(counting);
            request.complete();
            assertEquals(17, request.getStatus().orElseThrow().bytes());
            assertEquals(17, Request.getStatusAll(request).orElseThrow().getFirst().bytes());
            assertEquals(0, counting.frees.get());
            assertEquals(2, counting.queries.get());
            assertEquals(17, request.toFuture().get(60, TimeUnit.SECONDS).bytes());
            assertEquals(List.of(0), Request.testSome(request).stream().map(Request.Completed::index).toList());
            assertEquals(1, counting.frees.get());
        });
    }

    @Everywhere
    void closedItIsFreedOnceItIsComplete(Ranks ranks) {
        ranks.runMpi(mpi -> {
            Counting before = new Counting();
            GeneralizedRequest request = mpi.grequestStart(before);
            request.close();
            assertEquals(0, before.frees.get());
            request.complete();
            assertEquals(1, before.frees.get());
            Counting after = new Counting();
            try (GeneralizedRequest second = mpi.grequestStart(after)) {
                second.complete();
            }
            assertEquals(1, after.frees.get());
            assertEquals(0, after.queries.get());
        });
    }

    @Everywhere
    void cancelAsksTheApplication(Ranks ranks) {
        ranks.runMpi(mpi -> {
            Counting counting = new Counting();
            GeneralizedRequest request = mpi.grequestStart(counting);
            request.cancel();
            assertEquals(false, counting.cancelled.get());
            request.complete();
            request.cancel();
            assertEquals(true, counting.cancelled.get());
            assertTrue(request.await().cancelled());
        });
    }

    @Everywhere
    void whatTheFunctionsThrowReachesTheCaller(Ranks ranks) {
        ranks.runMpi(mpi -> {
            IllegalStateException why = new IllegalStateException("no result");
            GeneralizedRequest failing = mpi.grequestStart(() -> {
                throw why;
            });
            failing.complete();
            assertSame(why, Errors.expect(ErrorClass.OTHER, "function=query", failing::await).getCause());
            GeneralizedRequest typed = mpi.grequestStart(() -> {
                throw new MpiException(ErrorClass.TRUNCATE, "too long");
            });
            typed.complete();
            Errors.expect(ErrorClass.TRUNCATE, "too long", () -> Request.awaitAny(typed));
            Errors.expect(ErrorClass.REQUEST, "complete: the operation is complete already", typed::complete);
            assertFalse(mpi.isClosed());
        });
    }
}
