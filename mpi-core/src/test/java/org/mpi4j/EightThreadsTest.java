package org.mpi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** MPI 5.0, section 11.6: eight threads of each rank, platform or virtual, use every form of request on one communicator at once. */
class EightThreadsTest {
    private static final int THREADS = 8;

    /** What each thread does; messages of thread {@code t} go to the right neighbour and come from the left one. */
    @FunctionalInterface
    private interface Body {
        void run(Comm comm, int thread, int right, int left) throws Exception;
    }

    private static void onThreads(Ranks ranks, Body body) {
        ranks.runWorld(comm -> {
            int right = (comm.rank() + 1) % comm.size();
            int left = (comm.rank() + comm.size() - 1) % comm.size();
            for (boolean virtual : new boolean[] {false, true}) {
                List<Callable<Void>> bodies = new ArrayList<>();
                for (int t = 0; t < THREADS; t++) {
                    int thread = t;
                    bodies.add(() -> {
                        body.run(comm, thread, right, left);
                        return null;
                    });
                }
                try (ExecutorService pool = virtual ? Executors.newVirtualThreadPerTaskExecutor() : Executors.newFixedThreadPool(THREADS)) {
                    for (Future<Void> done : pool.invokeAll(bodies)) {
                        done.get();
                    }
                }
                comm.barrier();
            }
        });
    }

    /** Empty, eager, rendezvous. */
    private static int count(int i) {
        return switch (i % 4) {
            case 0 -> 1;
            case 1 -> 300;
            case 2 -> 20_000;
            default -> 0;
        };
    }

    private static int[] data(int count, int value) {
        int[] data = new int[count];
        Arrays.fill(data, value);
        return data;
    }

    private static void check(int[] got, int value) {
        for (int i = 0; i < got.length; i++) {
            if (got[i] != value) {
                assertEquals(value, got[i], "at " + i + " of " + got.length);
            }
        }
    }

    @Everywhere
    void blockingCalls(Ranks ranks) {
        onThreads(ranks, (comm, thread, right, left) -> {
            for (int i = 0; i < 12; i++) {
                int[] in = new int[count(i)];
                Status status = comm.sendrecv(Buf.of(data(count(i), i)), right, thread, Buf.of(in), left, thread);
                assertEquals(new Status(left, thread, count(i) * 4L, false), status);
                check(in, i);
                comm.sendrecvReplace(Buf.of(in), left, thread + 100, right, thread + 100);
                check(in, i);
            }
        });
    }

    @Everywhere
    void blockingSendsAndReceivesOfDifferentThreads(Ranks ranks) {
        onThreads(ranks, (comm, thread, right, left) -> {
            for (int i = 0; i < 12; i++) {
                if (thread % 2 == 0) {
                    if (i % 3 == 0) {
                        comm.ssend(Buf.of(data(count(i), i)), right, thread);
                    } else {
                        comm.send(Buf.of(data(count(i), i)), right, thread);
                    }
                } else {
                    int[] in = new int[count(i)];
                    comm.recv(Buf.of(in), left, thread - 1);
                    check(in, i);
                }
            }
        });
    }

    @Everywhere
    void nonBlockingCallsAndEveryWait(Ranks ranks) {
        onThreads(ranks, (comm, thread, right, left) -> {
            for (int i = 0; i < 14; i++) {
                int[] in = new int[count(i)];
                Request receive = comm.irecv(Buf.of(in), i % 2 == 0 ? left : Comm.ANY_SOURCE, thread);
                Request send = i % 3 == 0 ? comm.issend(Buf.of(data(count(i), i)), right, thread) : comm.isend(Buf.of(data(count(i), i)), right, thread);
                finish(i, receive, send);
                check(in, i);
            }
        });
    }

    @SuppressWarnings("ThreadPriorityCheck") // threads that only test let others run
    private static void finish(int way, Request... requests) throws Exception {
        switch (way % 7) {
            case 0 -> Request.awaitAll(requests);
            case 1 -> {
                for (Request _ : requests) {
                    assertNotEquals(Comm.UNDEFINED, Request.awaitAny(requests).index());
                }
            }
            case 2 -> {
                for (int told = 0; told < requests.length; ) {
                    int more = Request.awaitSome(requests).size();
                    assertTrue(more > 0);
                    told += more;
                }
            }
            case 3 -> {
                while (Request.testAll(requests).isEmpty()) {
                    Thread.yield();
                }
            }
            case 4 -> {
                Optional<Request.Completed> completed = Optional.empty();
                while (completed.isEmpty() || completed.get().index() != Comm.UNDEFINED) {
                    Thread.yield();
                    completed = Request.testAny(requests);
                }
            }
            case 5 -> {
                for (Request request : requests) {
                    request.toFuture().get();
                }
            }
            default -> {
                while (Request.getStatusAll(requests).isEmpty()) {
                    Thread.yield();
                }
                Request.awaitAll(requests);
            }
        }
    }

    @Everywhere
    void persistentRequests(Ranks ranks) {
        onThreads(ranks, (comm, thread, right, left) -> {
            int[] out = new int[500];
            int[] in = new int[500];
            int[] large = new int[20_000];
            try (PersistentRequest send = comm.sendInit(Buf.of(out), right, thread);
                    PersistentRequest receive = comm.recvInit(Buf.of(in), left, thread);
                    PersistentRequest sendLarge = comm.ssendInit(Buf.of(data(20_000, thread)), right, thread + 100);
                    PersistentRequest receiveLarge = comm.recvInit(Buf.of(large), left, thread + 100)) {
                for (int i = 0; i < 14; i++) {
                    Arrays.fill(out, i);
                    PersistentRequest.startAll(receive, send, receiveLarge, sendLarge);
                    finish(i == 5 ? 0 : i % 7 == 5 ? 1 : i, receive, send, receiveLarge, sendLarge);
                    check(in, i);
                    check(large, thread);
                }
            }
        });
    }

    @Everywhere
    void partitionedRequests(Ranks ranks) {
        onThreads(ranks, (comm, thread, right, left) -> {
            int[] out = new int[800];
            int[] in = new int[800];
            PartitionedRequest send = comm.psendInit(Buf.of(out), 8, right, thread, Info.NULL);
            PartitionedRequest receive = comm.precvInit(Buf.of(in), 4, left, thread, Info.NULL);
            for (int i = 1; i < 6; i++) {
                PersistentRequest.startAll(receive, send);
                Arrays.fill(out, i);
                send.preadyRange(3, 7);
                send.preadyList(2, 0, 1);
                Request.awaitAll(receive, send);
                check(in, i);
            }
        });
    }

    @Everywhere
    void matchedProbesGiveEachMessageToOneThread(Ranks ranks) {
        AtomicLong sent = new AtomicLong();
        AtomicLong received = new AtomicLong();
        onThreads(ranks, (comm, thread, right, left) -> {
            for (int i = 0; i < 12; i++) {
                int value = thread * 1000 + i;
                sent.addAndGet(value);
                Request sending = i % 3 == 0 ? comm.isendObject(value, right, 8) : comm.isend(Buf.of(data(1 + count(i), value)), right, 7);
                Message message = i % 3 == 0 ? comm.mprobe(Comm.ANY_SOURCE, 8) : comm.mprobe(left, 7);
                if (i % 3 == 0) {
                    received.addAndGet(message.<Integer>recvObject());
                } else {
                    int[] in = new int[(int) message.status().count(Datatype.INT)];
                    assertEquals(in.length, message.irecv(Buf.of(in)).await().count(Datatype.INT));
                    check(in, in[0]);
                    received.addAndGet(in[0]);
                }
                sending.await();
            }
        });
        assertEquals(sent.get(), received.get());
    }

    @Everywhere
    void objects(Ranks ranks) {
        onThreads(ranks, (comm, thread, right, left) -> {
            for (int i = 0; i < 12; i++) {
                String object = "x".repeat(count(i)) + thread;
                assertEquals(object, comm.<String>sendrecvObject(object, right, thread, left, thread));
                ObjectRequest<String> receive = comm.irecvObject(left, thread);
                comm.bsendObject(object, right, thread);
                assertEquals(object, receive.get());
            }
        });
    }

    @Everywhere
    void bufferedSends(Ranks ranks) {
        onThreads(ranks, (comm, thread, right, left) -> {
            for (int i = 0; i < 12; i++) {
                comm.bsend(Buf.of(data(count(i), i)), right, thread);
            }
            for (int i = 0; i < 12; i++) {
                int[] in = new int[count(i)];
                comm.recv(Buf.of(in), left, thread);
                check(in, i);
            }
        });
    }

    @Everywhere
    void generalizedRequestsThatOtherThreadsComplete(Ranks ranks) {
        ranks.runMpi(mpi -> {
            Comm comm = mpi.world();
            for (boolean virtual : new boolean[] {false, true}) {
                List<Callable<Void>> bodies = new ArrayList<>();
                for (int t = 0; t < THREADS; t++) {
                    int thread = t;
                    bodies.add(() -> {
                        for (int i = 0; i < 10; i++) {
                            int bytes = i;
                            GeneralizedRequest own = mpi.grequestStart(() -> Status.EMPTY.withBytes(bytes));
                            Request receive = comm.irecv(Buf.of(new int[1]), comm.rank(), thread);
                            Thread other = (virtual ? Thread.ofPlatform() : Thread.ofVirtual()).start(() -> {
                                own.complete();
                                comm.send(Buf.of(new int[1]), comm.rank(), thread);
                            });
                            assertEquals(bytes, Request.awaitAll(receive, own).get(1).bytes());
                            other.join();
                        }
                        return null;
                    });
                }
                try (ExecutorService pool = virtual ? Executors.newVirtualThreadPerTaskExecutor() : Executors.newFixedThreadPool(THREADS)) {
                    for (Future<Void> done : pool.invokeAll(bodies)) {
                        done.get();
                    }
                }
            }
        });
    }

    /** A message goes either to the receive that is given up too late, or to the one after it. */
    @Everywhere
    void receivesAreGivenUpWhileTheirMessagesCome(Ranks ranks) {
        onThreads(ranks, (comm, thread, right, left) -> {
            int half = thread / 2;
            for (int i = 0; i < 30; i++) {
                if (thread % 2 == 0) {
                    comm.send(Buf.of(data(1, i)), right, half);
                    comm.recv(Buf.of(new int[0]), right, half + 100);
                } else {
                    int[] in = {-1};
                    Request receive = comm.irecv(Buf.of(in), left, half);
                    if (i % 2 == 0) {
                        receive.test();
                    }
                    receive.cancel();
                    if (receive.await().cancelled()) {
                        assertEquals(-1, in[0]);
                        comm.recv(Buf.of(in), left, half);
                    }
                    assertEquals(i, in[0]);
                    comm.send(Buf.of(new int[0]), left, half + 100);
                }
            }
        });
    }

    @Everywhere
    void collectivesOnACommunicatorEach(Ranks ranks) {
        ranks.runWorld(world -> {
            List<Comm> comms = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                comms.add(world.dup());
            }
            for (boolean virtual : new boolean[] {false, true}) {
                List<Callable<Void>> bodies = new ArrayList<>();
                for (int t = 0; t < THREADS; t++) {
                    Comm comm = comms.get(t);
                    bodies.add(() -> {
                        collect(comm);
                        return null;
                    });
                }
                try (ExecutorService pool = virtual ? Executors.newVirtualThreadPerTaskExecutor() : Executors.newFixedThreadPool(THREADS)) {
                    for (Future<Void> done : pool.invokeAll(bodies)) {
                        done.get();
                    }
                }
            }
        });
    }

    private static void collect(Comm comm) throws Exception {
        int n = comm.size();
        for (int i = 0; i < 7; i++) {
            assertEquals(n * (n - 1) / 2, comm.allreduce(comm.rank(), Op.SUM));
            int[] all = new int[n];
            Request gathering = comm.iallgather(Buf.of(new int[] {i}), Buf.of(all));
            int[] some = comm.rank() == i % n ? data(5000, i) : new int[5000];
            Request giving = comm.ibcast(Buf.of(some), i % n);
            Request meeting = comm.ibarrier();
            finish(i, gathering, giving, meeting);
            check(all, i);
            check(some, i);
            assertEquals(List.of(n - 1), comm.allgatherObject(comm.rank()).subList(n - 1, n));
            try (Comm half = comm.split(comm.rank() % 2, 0)) {
                assertTrue(half.size() <= n);
                half.barrier();
            }
        }
    }

    @Everywhere
    void everythingAtOnce(Ranks ranks) {
        onThreads(ranks, (comm, thread, right, left) -> {
            int tag = 1000 + thread;
            for (int i = 0; i < 8; i++) {
                int[] in = new int[200];
                switch (thread) {
                    case 0 -> comm.sendrecv(Buf.of(data(200, i)), right, tag, Buf.of(in), left, tag);
                    case 1 -> finish(i, comm.irecv(Buf.of(in), left, tag), comm.issend(Buf.of(data(200, i)), right, tag));
                    case 2 -> {
                        comm.bsend(Buf.of(data(200, i)), right, tag);
                        assertEquals(800, comm.probe(Comm.ANY_SOURCE, tag).bytes());
                        comm.recv(Buf.of(in), left, tag);
                    }
                    case 3 -> {
                        Request sending = comm.isend(Buf.of(data(200, i)), right, tag);
                        comm.mprobe(left, tag).recv(Buf.of(in));
                        sending.await();
                    }
                    case 4 -> in = comm.sendrecvObject(data(200, i), right, tag, left, tag);
                    case 5 -> {
                        try (PersistentRequest receive = comm.recvInit(Buf.of(in), left, tag)) {
                            receive.start();
                            comm.send(Buf.of(data(200, i)), right, tag);
                            receive.await();
                        }
                    }
                    case 6 -> {
                        PartitionedRequest send = comm.psendInit(Buf.of(data(200, i)), 4, right, tag, Info.NULL);
                        PartitionedRequest receive = comm.precvInit(Buf.of(in), 2, left, tag, Info.NULL);
                        PersistentRequest.startAll(receive, send);
                        send.preadyRange(0, 3);
                        Request.awaitAll(send, receive);
                    }
                    default -> comm.isendrecv(Buf.of(data(200, i)), right, tag, Buf.of(in), left, tag).await();
                }
                check(in, i);
            }
        });
    }
}
